package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * Integrated gradients with as many points as a sample needs.
 *
 * @param fewestSteps points to begin with
 * @param mostSteps points that are not exceeded
 * @param tolerance the relative completeness gap that is small enough, above 0
 */
public record AdaptiveIntegratedGradientsConfig(int fewestSteps, int mostSteps, double tolerance)
        implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public AdaptiveIntegratedGradientsConfig {
        new Problems()
                .atLeast("fewest-steps", fewestSteps, 1)
                .agree(
                        mostSteps >= fewestSteps,
                        "most-steps",
                        List.of("fewest-steps"),
                        "must be at least fewest-steps = " + fewestSteps)
                .above("tolerance", tolerance, 0)
                .refuse();
    }
}
