package io.lucidgen.evaluation;

import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Intervals from resampling with replacement (Efron 1979).
 *
 * @param resamples how often to resample, at least 1
 * @param seed the same seed gives the same interval
 */
public record Bootstrap(int resamples, long seed) {
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
        for (int b = 0; b < resamples; b++) {
            RandomStream random = new RandomStream(Seeds.derive(seed, b));
            int[] picked = new int[rows];
            for (int i = 0; i < rows; i++) {
                picked[i] = random.nextInt(rows);
            }
            values[b] = statistic.applyAsDouble(picked);
        }
        double shift = estimate - Arrays.stream(values).average().orElseThrow();
        Arrays.sort(values);
        return new Interval(quantile(values, TAIL) + shift, quantile(values, 1 - TAIL) + shift);
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
