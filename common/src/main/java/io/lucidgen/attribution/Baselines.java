package io.lucidgen.attribution;

import io.lucidgen.config.BaselineKind;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.Normalizer;
import java.util.Arrays;

/** What samples are compared with. */
public final class Baselines {

    private Baselines() {}

    /**
     * A baseline whose features are all alike.
     *
     * @param statistics of the training data, in raw units
     * @return {@code [features]} in the model's range
     */
    public static double[] of(BaselineKind kind, FeatureStatistics statistics, Normalizer normalizer, int features) {
        double raw =
                switch (kind) {
                    case BLACK -> statistics.min();
                    case GRAY -> (statistics.min() + statistics.max()) / 2;
                    case MEAN -> statistics.mean();
                };
        double[] baseline = new double[features];
        Arrays.fill(baseline, normalizer.apply(raw));
        return baseline;
    }
}
