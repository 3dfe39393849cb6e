package io.lucidgen.internals;

import java.util.Arrays;

/**
 * Values, their mean, and how they vary about it.
 *
 * @param centred the values less their mean
 * @param deviation their standard deviation
 */
record Spread(double mean, double[] centred, double deviation) {

    /** Values that differ by less, relative to their size, differ by rounding. */
    private static final double ROUNDING = 1e-6;

    static Spread of(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double[] centred = Arrays.stream(values).map(value -> value - mean).toArray();
        double deviation =
                Math.sqrt(Arrays.stream(centred).map(value -> value * value).sum() / values.length);
        return new Spread(mean, centred, deviation > ROUNDING * Math.abs(mean) ? deviation : 0);
    }

    /** Pearson's correlation, from -1 to 1; NaN if either does not vary. */
    double correlation(Spread other) {
        if (deviation == 0 || other.deviation == 0) {
            return Double.NaN;
        }
        double product = 0;
        for (int i = 0; i < centred.length; i++) {
            product += centred[i] * other.centred[i];
        }
        return Math.max(-1, Math.min(1, product / centred.length / (deviation * other.deviation)));
    }
}
