package io.lucidgen.config;

import java.util.List;

/**
 * A configuration together with where each of its values came from.
 *
 * @param settings one for each setting, in the order of {@code reference.conf}
 */
public record ResolvedSettings(LucidgenConfig config, List<ResolvedSetting> settings) {
    public ResolvedSettings {
        settings = List.copyOf(settings);
    }
}
