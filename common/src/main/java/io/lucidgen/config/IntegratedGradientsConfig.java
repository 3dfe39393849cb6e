package io.lucidgen.config;

import java.io.Serializable;

/**
 * Integrated gradients.
 *
 * @param steps points on the path from the baseline to the sample
 */
public record IntegratedGradientsConfig(int steps) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public IntegratedGradientsConfig {
        new Problems().atLeast("steps", steps, 1).refuse();
    }
}
