package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * One thing that is wrong with a setting.
 *
 * @param key the setting, relative to the section that found the problem
 * @param reason what is wrong, as the end of a sentence that starts with the key and its value
 * @param others further keys, relative to the same section, that this one does not agree with
 */
record Problem(String key, String reason, List<String> others) implements Serializable {
    Problem {
        others = List.copyOf(others);
    }
}
