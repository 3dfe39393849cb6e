package io.lucidgen.training;

import io.lucidgen.config.LearningRateDecayConfig;
import java.io.Serializable;

/**
 * How much of the learning rate is left towards the end of a run: {@code to^((step - from + 1) / (until - from))}.
 *
 * @param to what is left at the last step, in (0, 1]
 * @param from the step at which the fall begins, counted over the whole run
 * @param until the step after the last one
 */
public record LearningRateDecay(double to, long from, long until) implements Serializable {

    /** All of the learning rate at every step. */
    public static final LearningRateDecay NONE = new LearningRateDecay(1, 0, 1);

    /** That of a run of so many steps. */
    public static LearningRateDecay of(LearningRateDecayConfig config, long steps) {
        return config.to() == 1
                ? NONE
                : new LearningRateDecay(config.to(), Math.min(steps - 1, Math.round(config.after() * steps)), steps);
    }

    /** The share that is left at a step of the run, in (0, 1]. */
    public double share(long step) {
        double gone = Math.min(1, (step - from + 1.0) / (until - from));
        return gone <= 0 ? 1 : Math.pow(to, gone);
    }
}
