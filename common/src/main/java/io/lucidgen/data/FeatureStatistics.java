package io.lucidgen.data;

import java.io.Serializable;

/**
 * Statistics of all feature values of the TRAIN split, in raw units.
 *
 * @param standardDeviation of the population: divided by {@code count}, at least 0
 * @param count number of feature values, not of samples
 */
public record FeatureStatistics(double min, double max, double mean, double standardDeviation, long count)
        implements Serializable {
    public FeatureStatistics {
        if (count < 1) {
            throw new IllegalArgumentException("statistics of " + count + " values, expected at least 1");
        }
        if (!(min <= mean && mean <= max && standardDeviation >= 0)) {
            throw new IllegalArgumentException("statistics out of order: min " + min + ", mean " + mean + ", max " + max
                    + ", standard deviation " + standardDeviation);
        }
    }
}
