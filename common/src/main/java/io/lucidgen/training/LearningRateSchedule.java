package io.lucidgen.training;

import java.io.Serializable;

/** How much of the learning rate a step uses: what it has risen to, times what is left of it. */
public record LearningRateSchedule(LearningRateWarmUp warmUp, LearningRateDecay decay) implements Serializable {

    /** All of the learning rate at every step. */
    public static final LearningRateSchedule CONSTANT =
            new LearningRateSchedule(LearningRateWarmUp.NONE, LearningRateDecay.NONE);

    /** The share of the learning rate at a step of the run, in (0, 1]. */
    public double share(long step) {
        return warmUp.share(step) * decay.share(step);
    }
}
