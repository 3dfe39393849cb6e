package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * How the learning rate falls towards the end of a run: by the same factor in every step.
 *
 * @param after share of the steps after which it begins to fall, in [0, 1]; 1: it never does
 * @param to what is left of it at the last step, in (0, 1]
 */
public record LearningRateDecayConfig(double after, double to) implements Serializable {

    /** The learning rate stays. */
    public static final LearningRateDecayConfig NONE = new LearningRateDecayConfig(1, 1);

    /** @throws IllegalArgumentException when a setting is out of its range */
    public LearningRateDecayConfig {
        new Problems()
                .within("after", after, 0, 1)
                .withinAbove("to", to, 0, 1)
                .agree(
                        after < 1 || to == 1,
                        "to",
                        List.of("after"),
                        "has no meaning without an end to begin at: set after below 1")
                .refuse();
    }
}
