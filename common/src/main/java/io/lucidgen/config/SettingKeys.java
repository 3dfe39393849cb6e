package io.lucidgen.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The names of all settings, as the records' components spell them. */
final class SettingKeys {
    /** Section of the files that holds everything of ours. */
    static final String ROOT = "lucidgen";

    private static final Map<String, RecordComponent> KEYS = new LinkedHashMap<>();

    static {
        collect("", LucidgenConfig.class);
    }

    private SettingKeys() {}

    /** {@code klWarmupSteps} is written {@code kl-warmup-steps}. */
    static String keyOf(RecordComponent component) {
        return hyphenated(component.getName());
    }

    static String join(String section, String key) {
        return section.isEmpty() ? key : section + "." + key;
    }

    static Optional<RecordComponent> find(String key) {
        return Optional.ofNullable(KEYS.get(key));
    }

    /** Settings, not sections, in the order of the records. */
    static List<String> settings() {
        return KEYS.entrySet().stream()
                .filter(entry -> !isSection(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the author of an unknown key may have meant: the same name elsewhere, or the closest spelling. */
    static Optional<String> suggest(String unknown) {
        String wanted = hyphenated(unknown);
        String name = lastPart(wanted);
        List<String> namesakes =
                KEYS.keySet().stream().filter(key -> lastPart(key).equals(name)).toList();
        if (!namesakes.isEmpty()) {
            return Optional.of(closest(wanted, namesakes));
        }
        String closest = closest(wanted, new ArrayList<>(KEYS.keySet()));
        return EditDistance.between(wanted, closest) <= Math.max(2, wanted.length() / 4)
                ? Optional.of(closest)
                : Optional.empty();
    }

    private static String closest(String wanted, List<String> keys) {
        return EditDistance.closest(wanted, keys);
    }

    private static void collect(String section, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (isOfFamily(component)) {
                for (FamilySection family : FamilySections.all()) {
                    KEYS.put(join(section, family.name()), component);
                    collect(join(section, family.name()), family.settings());
                }
                continue;
            }
            String key = join(section, keyOf(component));
            KEYS.put(key, component);
            if (component.getType().isRecord()) {
                collect(key, component.getType());
            }
        }
    }

    /** Whether a component stands for the section of whichever family is chosen. */
    static boolean isOfFamily(RecordComponent component) {
        return component.getType() == FamilySettings.class;
    }

    private static boolean isSection(RecordComponent component) {
        return component.getType().isRecord() || isOfFamily(component);
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    private static String hyphenated(String name) {
        return name.chars()
                .mapToObj(c -> Character.isUpperCase(c) ? "-" + Character.toString(c) : Character.toString(c))
                .collect(Collectors.joining())
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }
}
