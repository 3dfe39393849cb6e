package io.lucidgen.config;

import java.io.Serializable;

/**
 * What is published for those who may not see the rows that are explained.
 *
 * @param enabled whether anything is
 * @param epsilon of differential privacy, for one explained real row and all that a run publishes
 * @param delta of differential privacy
 * @param clip Euclidean length that no row's map exceeds
 */
public record SharedMapsConfig(boolean enabled, double epsilon, double delta, double clip) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public SharedMapsConfig {
        new Problems()
                .above("epsilon", epsilon, 0)
                .above("delta", delta, 0)
                .unless(delta < 1, "delta", "must be below 1")
                .above("clip", clip, 0)
                .refuse();
    }
}
