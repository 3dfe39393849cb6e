package io.lucidgen.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code --set key=value}, of which the last one for a key counts. */
final class SettingOverrides {
    private static final ConfigParseOptions FROM_SET =
            ConfigParseOptions.defaults().setOriginDescription(Origins.SET);
    private static final Pattern KEY = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");

    private SettingOverrides() {}

    /** @param problems takes a line for each setting that cannot be read */
    static Config parse(List<String> sets, List<String> problems) {
        Config config = ConfigFactory.empty();
        for (String set : sets) {
            // The first one: values such as -Dx=y keep theirs.
            int equals = set.indexOf('=');
            if (equals < 1) {
                String shown = equals < 0 ? set : "with the value " + set.substring(1);
                problems.add("--set " + shown + " does not read key=value");
                continue;
            }
            String key = withoutRoot(set.substring(0, equals).strip());
            if (!KEY.matcher(key).matches()) {
                problems.add("--set " + key + " is not the name of a setting, as in training.rounds");
                continue;
            }
            try {
                config = at(key, value(key, set.substring(equals + 1).strip())).withFallback(config);
            } catch (ConfigException unreadable) {
                String example = isList(key) ? "a list is written [a, b], in quotes for the shell" : "it is no value";
                problems.add(key + " = " + Secrets.shown(key, set.substring(equals + 1)) + " cannot be read: " + example
                        + " (" + Origins.SET + ")");
            }
        }
        return config;
    }

    private static Config at(String key, ConfigValue value) {
        List<String> path = ConfigUtil.splitPath(SettingKeys.join(SettingKeys.ROOT, key));
        ConfigValue nested = value;
        for (int i = path.size() - 1; i >= 0; i--) {
            nested = ConfigValueFactory.fromMap(Map.of(path.get(i), nested), Origins.SET);
        }
        return ((ConfigObject) nested).toConfig();
    }

    private static ConfigValue value(String key, String text) {
        // Text is taken as it is: in HOCON the ":" and "//" of a URI would need quotes, which shells remove.
        return isText(key) && !text.startsWith("\"")
                ? ConfigValueFactory.fromAnyRef(text, Origins.SET)
                : ConfigFactory.parseString("value = " + text, FROM_SET).root().get("value");
    }

    private static boolean isText(String key) {
        return SettingKeys.find(key)
                .map(RecordComponent::getType)
                .map(type -> type == String.class || type.isEnum())
                .orElse(true);
    }

    private static boolean isList(String key) {
        return SettingKeys.find(key).filter(c -> c.getType() == List.class).isPresent();
    }

    private static String withoutRoot(String key) {
        String prefix = SettingKeys.ROOT + ".";
        return key.startsWith(prefix) ? key.substring(prefix.length()) : key;
    }
}
