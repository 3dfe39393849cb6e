package io.lucidgen.config;

import com.typesafe.config.ConfigOrigin;

/** Says where a value was set: {@code default}, {@code --set} or {@code conf/site.conf:12}. */
final class Origins {
    static final String DEFAULT = "default";
    static final String SET = "--set";

    private Origins() {}

    static String describe(ConfigOrigin origin) {
        String description = origin.description();
        if (description.startsWith(DEFAULT) || description.startsWith(SET)) {
            return description.startsWith(SET) ? SET : DEFAULT;
        }
        int line = origin.lineNumber();
        String suffix = ": " + line;
        String file = description.endsWith(suffix)
                ? description.substring(0, description.length() - suffix.length())
                : description;
        return Secrets.withoutUserInfo(line > 0 ? file + ":" + line : file);
    }
}
