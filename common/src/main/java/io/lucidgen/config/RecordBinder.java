package io.lucidgen.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Builds the records from a resolved configuration and gathers everything that is wrong with it.
 *
 * <p>A value or a section that is refused is replaced by its default, so that the search for further problems can go
 * on; what a check says about replaced values is left out.
 */
final class RecordBinder {
    private static final String FAMILY = "family";

    private final ConfigObject all;
    private final ConfigObject allDefaults;
    private final List<String> problems;
    private final Set<String> replaced = new HashSet<>();

    RecordBinder(ConfigObject all, ConfigObject defaults, List<String> problems) {
        this.all = all;
        this.allDefaults = defaults;
        this.problems = problems;
    }

    LucidgenConfig bind() {
        LucidgenConfig config = (LucidgenConfig) section("", LucidgenConfig.class, all, allDefaults);
        if (!replaced.contains("")) {
            config.idle().forEach(this::reportIdle);
        }
        return config;
    }

    private void reportIdle(Problem idle) {
        SettingKeys.settings().stream()
                .filter(key -> (key + ".").startsWith(idle.key() + ".") && differsFromDefault(key))
                .forEach(key -> report("", new Problem(key, idle.reason(), idle.others())));
    }

    private Object section(String path, Class<?> type, ConfigObject values, ConfigObject defaults) {
        RecordComponent[] components = type.getRecordComponents();
        Set<String> known = new HashSet<>();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            if (SettingKeys.isOfFamily(components[i])) {
                arguments[i] = chosenFamily(path, values, defaults, known);
                continue;
            }
            String key = SettingKeys.keyOf(components[i]);
            known.add(key);
            arguments[i] = component(SettingKeys.join(path, key), components[i], values.get(key), defaults.get(key));
        }
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                unknown(SettingKeys.join(path, key), value);
            }
        });
        try {
            return construct(type, arguments);
        } catch (InvalidSettingsException invalid) {
            invalid.problems().forEach(problem -> report(path, problem));
            replaced.add(path);
            return section(path, type, defaults, defaults);
        }
    }

    /** Binds the sections of all families, so that mistakes in any are found, and gives that of the chosen one. */
    private Object chosenFamily(String path, ConfigObject values, ConfigObject defaults, Set<String> known) {
        Map<String, Object> bound = new HashMap<>();
        for (FamilySection family : FamilySections.all()) {
            String name = family.name();
            known.add(name);
            bound.put(name, bind(SettingKeys.join(path, name), family.settings(), values.get(name), (ConfigObject)
                    defaults.get(name)));
        }
        // A family that there is not is reported where its name is checked.
        Object preset = bound.get(String.valueOf(defaults.get(FAMILY).unwrapped()));
        return bound.getOrDefault(String.valueOf(values.get(FAMILY).unwrapped()), preset);
    }

    private Object bind(String path, Class<?> type, ConfigValue value, ConfigObject defaults) {
        if (value instanceof ConfigObject values) {
            return section(path, type, values, defaults);
        }
        problems.add(sentence(path, value, "must be a section { }", List.of()));
        replaced.add(path);
        return section(path, type, defaults, defaults);
    }

    private Object component(String path, RecordComponent component, ConfigValue value, ConfigValue preset) {
        if (component.getType().isRecord()) {
            return bind(path, component.getType(), value, (ConfigObject) preset);
        }
        try {
            return SettingConverter.convert(value, component.getGenericType());
        } catch (IllegalArgumentException wrong) {
            problems.add(sentence(path, value, wrong.getMessage(), List.of()));
            replaced.add(path);
            return SettingConverter.convert(preset, component.getGenericType());
        }
    }

    private void unknown(String path, ConfigValue value) {
        String suggestion = SettingKeys.suggest(path)
                .map(key -> "; did you mean " + key + "?")
                .orElse("");
        problems.add(path + " is not a setting" + suggestion + " (" + Origins.describe(value.origin()) + ")");
    }

    private void report(String section, Problem problem) {
        String path = SettingKeys.join(section, problem.key());
        List<String> others = problem.others().stream()
                .map(other -> SettingKeys.join(section, other))
                .toList();
        if (Stream.concat(Stream.of(path), others.stream()).noneMatch(this::isReplaced)) {
            problems.add(sentence(path, find(path), problem.reason(), others));
        }
    }

    private boolean isReplaced(String path) {
        return replaced.stream().anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "."));
    }

    /** A value that is the default does no harm, as in the file that the command config prints. */
    private boolean differsFromDefault(String path) {
        return !isReplaced(path) && !find(path).equals(allDefaults.toConfig().getValue(path));
    }

    private ConfigValue find(String path) {
        return all.toConfig().getValue(path);
    }

    private String sentence(String path, ConfigValue value, String reason, List<String> others) {
        StringBuilder origins = new StringBuilder(Origins.describe(value.origin()));
        others.forEach(other -> origins.append("; ")
                .append(other)
                .append(": ")
                .append(Origins.describe(find(other).origin())));
        return path + " = " + Secrets.shown(path, SettingConverter.render(value)) + " " + reason + " (" + origins + ")";
    }

    private static Object construct(Class<?> type, Object[] arguments) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof InvalidSettingsException invalid) {
                throw invalid;
            }
            throw new IllegalStateException("Cannot build " + type.getSimpleName(), thrown.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("Cannot build " + type.getSimpleName(), impossible);
        }
    }
}
