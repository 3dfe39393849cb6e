package io.lucidgen.training;

import io.lucidgen.model.SlotVector;
import java.io.Serializable;

/**
 * The exponential moving average of parameters over the steps, taken once a round on the averaged parameters: ema' =
 * decay^K ema + (1 - decay^K) parameters. It begins as the first parameters, so it needs no correction.
 *
 * @param decay how much of itself the average keeps in a step, in [0, 1); 0 keeps no average
 */
public record MovingAverage(double decay) implements Serializable {

    /** Whether an average is kept. */
    public boolean isKept() {
        return decay > 0;
    }

    /**
     * One vector, or a piece of one, after a round.
     *
     * @param before the average before the round
     * @param mean the averaged parameters after it, as many and of the same precision
     * @param localSteps the K steps of the round
     * @return of the same precision, computed in double
     */
    public SlotVector after(SlotVector before, SlotVector mean, int localSteps) {
        if (before.length() != mean.length() || before.precision() != mean.precision()) {
            throw new IllegalArgumentException("Cannot let %s follow %s".formatted(before, mean));
        }
        double kept = Math.pow(decay, localSteps);
        double[] sum = new double[before.length()];
        before.addTo(sum, kept);
        mean.addTo(sum, 1 - kept);
        return before.like(sum);
    }
}
