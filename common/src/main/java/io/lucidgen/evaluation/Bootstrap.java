package io.lucidgen.evaluation;

import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Intervals from resampling with replacement (Efron 1979).
 *
 * @param resamples how often to resample, at least 1
 * @param seed the same seed gives the same interval
 */
public record Bootstrap(int resamples, long seed) implements Serializable {
    private static final double TAIL = 0.025;

    public Bootstrap {
        if (resamples < 1) {
            throw new IllegalArgumentException("an interval needs a resample, not " + resamples);
        }
    }

    /**
     * The interval that holds the middle 95 % of a statistic over resamples of {@code rows} rows.
     *
     * <p>It is shifted to have the estimate where the resamples have their mean: distances between resamples are larger
     * than between samples, and the interval is to say how far the estimate may stray, not that.
     *
     * @param estimate the statistic of the rows themselves
     * @param statistic its value for some rows, named with repetitions
     */
    public Interval interval(int rows, double estimate, ToDoubleFunction<int[]> statistic) {
        double[] values = new double[resamples];
        for (int resample = 0; resample < resamples; resample++) {
            values[resample] = statistic.applyAsDouble(picked(resample, rows));
        }
        return around(estimate, values);
    }

    /**
     * The rows of one resample, drawn with replacement: for statistics that several processes work out.
     *
     * @param resample from 0 on
     */
    public int[] picked(int resample, int rows) {
        RandomStream random = new RandomStream(Seeds.derive(seed, resample));
        int[] picked = new int[rows];
        for (int i = 0; i < rows; i++) {
            picked[i] = random.nextInt(rows);
        }
        return picked;
    }

    /**
     * The interval of an estimate whose values for all resamples are known, shifted as {@link #interval} says.
     *
     * @param values one of each resample, in any order
     */
    public static Interval around(double estimate, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double shift = estimate - Arrays.stream(sorted).average().orElseThrow();
        return new Interval(quantile(sorted, TAIL) + shift, quantile(sorted, 1 - TAIL) + shift);
    }

    /** The interval of the mean of some values. */
    public Interval ofMean(double[] values) {
        return interval(values.length, mean(values, null), picked -> mean(values, picked));
    }

    private static double mean(double[] values, int[] picked) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[picked == null ? i : picked[i]];
        }
        return sum / values.length;
    }

    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
