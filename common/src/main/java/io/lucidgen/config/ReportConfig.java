package io.lucidgen.config;

import java.io.Serializable;

/**
 * What the report shows.
 *
 * @param samples at most so many explained samples
 */
public record ReportConfig(int samples) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public ReportConfig {
        new Problems().atLeast("samples", samples, 1).refuse();
    }
}
