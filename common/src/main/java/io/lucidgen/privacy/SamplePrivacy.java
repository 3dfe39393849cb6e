package io.lucidgen.privacy;

import io.lucidgen.evaluation.Memorisation;
import io.lucidgen.evaluation.NearestDistances;
import java.io.Serializable;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How much of the training data a generated sample may give away.
 *
 * @param distanceRatio the distance to the nearest training row, in times that to the one that is nearest after it, from 0 to 1: near 1 for
 *     a sample to which no single row stands out, near 0 for a copy of one
 * @param membershipScore the share of held-out rows that are less drawn to the training data than the sample is, ties counted half: a half
 *     on average for fresh real data, near 1 for copies. A row is drawn to the training data as far as it is nearer to it than to
 *     held-out rows, so that samples which lie near everything (blurred ones) do not pass for copies: the calibration by a
 *     reference of Chen et al. (2020, GAN-Leaks, https://arxiv.org/abs/1909.03935), with held-out rows as the reference
 */
public record SamplePrivacy(double distanceRatio, double membershipScore) implements Serializable {

    /** Squared distances below this part of a usual one are what rounding leaves of none. */
    private static final double NOTHING = 1e-9;

    /**
     * Of each of some samples.
     *
     * @param toTraining from each sample to the training rows
     * @param toHeldOut from each sample to the held-out rows
     * @param heldOutToTraining from each held-out row to the training rows
     * @param heldOutToHeldOut from each held-out row to all of them, itself being the nearest
     */
    public static SamplePrivacy[] of(
            NearestDistances toTraining,
            NearestDistances toHeldOut,
            NearestDistances heldOutToTraining,
            NearestDistances heldOutToHeldOut) {
        double nothing = NOTHING * StatUtils.percentile(heldOutToTraining.first(), 50);
        double[] scores = Memorisation.of(parts(heldOutToTraining.first(), heldOutToHeldOut.second(), nothing))
                .nearer(parts(toTraining.first(), toHeldOut.first(), nothing));
        return IntStream.range(0, scores.length)
                .mapToObj(sample -> new SamplePrivacy(
                        Math.sqrt(part(toTraining.first()[sample], toTraining.second()[sample], nothing)),
                        scores[sample]))
                .toArray(SamplePrivacy[]::new);
    }

    private static double[] parts(double[] squared, double[] reference, double nothing) {
        return IntStream.range(0, squared.length)
                .mapToDouble(i -> part(squared[i], reference[i], nothing))
                .toArray();
    }

    /** What is at no distance is at no distance, however near the reference is. */
    private static double part(double squared, double reference, double nothing) {
        return squared <= nothing ? 0 : squared / reference;
    }
}
