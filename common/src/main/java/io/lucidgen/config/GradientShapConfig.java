package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * Gradients on the ways from real samples.
 *
 * @param references held-out samples that are compared with
 * @param samples points on all ways together, at least one for each reference
 */
public record GradientShapConfig(int references, int samples) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public GradientShapConfig {
        new Problems()
                .atLeast("references", references, 1)
                .agree(
                        samples >= references,
                        "samples",
                        List.of("references"),
                        "must be at least references = " + references)
                .refuse();
    }
}
