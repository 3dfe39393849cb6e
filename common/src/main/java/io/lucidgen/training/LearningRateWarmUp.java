package io.lucidgen.training;

import java.io.Serializable;

/**
 * How much of the learning rate a step uses: it rises in a straight line to all of it.
 *
 * @param steps over how many steps; 0 uses all of it from the first one
 * @param from the step at which the rise begins, counted over the whole run
 */
public record LearningRateWarmUp(int steps, long from) implements Serializable {

    /** All of the learning rate at every step. */
    public static final LearningRateWarmUp NONE = new LearningRateWarmUp(0, 0);

    /** The share of the learning rate at a step of the run, in (0, 1]. */
    public double share(long step) {
        return steps == 0 ? 1 : Math.min(1, (step - from + 1.0) / steps);
    }
}
