package io.lucidgen.config;

import java.io.Serializable;

/**
 * How far a round goes towards the mean of its workers.
 *
 * @param rate the step size on the difference between the state before a round and the mean after it, above 0; 1: the mean
 *     itself
 * @param momentum Nesterov's, in [0, 1); 0: none
 */
public record OuterStepConfig(double rate, double momentum) implements Serializable {

    /** Each round ends with the mean. */
    public static final OuterStepConfig NONE = new OuterStepConfig(1, 0);

    /** @throws IllegalArgumentException when a setting is out of its range */
    public OuterStepConfig {
        new Problems()
                .above("rate", rate, 0)
                .unless(momentum >= 0 && momentum < 1, "momentum", "must be at least 0 and below 1")
                .refuse();
    }
}
