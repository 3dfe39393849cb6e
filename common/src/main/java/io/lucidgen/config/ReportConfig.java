package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * What the report shows.
 *
 * @param samples at most so many explained samples
 * @param intendedUse what people say that the model is for; empty when nobody has said so
 * @param limits what people say that it must not be used for, or is known to do badly
 */
public record ReportConfig(int samples, String intendedUse, List<String> limits) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public ReportConfig {
        limits = List.copyOf(limits);
        new Problems().atLeast("samples", samples, 1).distinct("limits", limits).refuse();
    }
}
