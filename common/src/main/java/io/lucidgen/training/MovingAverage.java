package io.lucidgen.training;

import io.lucidgen.model.SlotVector;
import java.io.Serializable;

/**
 * The exponential moving average of parameters over the steps, taken once a round on the averaged parameters: ema' = kept
 * ema + (1 - kept) parameters. It begins as the first parameters, so it needs no correction. Its half-life is that of the
 * decay, ln 2 / -ln decay steps, but at most a share of the steps done, so that it does not hold on to networks that
 * knew nothing yet: "EMA ramp-up" in Karras et al., Training Generative Adversarial Networks with Limited Data, 2020.
 *
 * @param decay how much of itself the average keeps in a step at most, in (0, 1)
 * @param rampUp the longest half-life as a share of the steps done, in [0, 1]; 0 bounds it by nothing
 */
public record MovingAverage(double decay, double rampUp) implements Serializable {

    /**
     * One vector, or a piece of one, after a round.
     *
     * @param before the average before the round
     * @param mean the averaged parameters after it, as many and of the same precision
     * @param stepsBefore steps of the run before the round
     * @param localSteps the K steps of the round
     * @return of the same precision, computed in double
     */
    public SlotVector after(SlotVector before, SlotVector mean, long stepsBefore, int localSteps) {
        if (before.length() != mean.length() || before.precision() != mean.precision()) {
            throw new IllegalArgumentException("Cannot let %s follow %s".formatted(before, mean));
        }
        double kept = kept(stepsBefore, localSteps);
        double[] sum = new double[before.length()];
        before.addTo(sum, kept);
        mean.addTo(sum, 1 - kept);
        return before.like(sum);
    }

    /** How much of itself the average keeps over K steps, in (0, 1); the product of what it keeps in each of them. */
    double kept(long stepsBefore, int localSteps) {
        if (rampUp == 0) {
            return Math.pow(decay, localSteps);
        }
        double perStep = -Math.log(decay) / Math.log(2);
        double halfLives = 0;
        for (int step = 1; step <= localSteps; step++) {
            halfLives += Math.max(perStep, 1 / (rampUp * (stepsBefore + step)));
        }
        return Math.pow(0.5, halfLives);
    }
}
