package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.network.BackwardRule;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the sample is from the baseline, times multipliers that stand for finite changes instead of slopes (Shrikumar et
 * al. 2017, DeepLIFT by the rescale rule). One pass, and the map adds up but for rounding.
 */
public record DeepLift() implements AttributionMethod {

    @Override
    public String name() {
        return ExplanationConfig.DEEP_LIFT;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return new TreeMap<>();
    }

    @Override
    public boolean claimsCompleteness() {
        return true;
    }

    @Override
    public Optional<String> obstacle(TargetFunction function) {
        return function.obstacle(BackwardRule.RESCALE);
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        double[] x = sample.x();
        double[] baseline = sample.baseline();
        double[] attribution = new double[x.length];
        function.multipliers(
                BackwardRule.RESCALE,
                2,
                (row, into, at) -> System.arraycopy(row == 0 ? x : baseline, 0, into, at, x.length),
                (row, multipliers, at) -> {
                    if (row == 0) {
                        for (int i = 0; i < x.length; i++) {
                            attribution[i] = multipliers[at + i] * (x[i] - baseline[i]);
                        }
                    }
                });
        return new Attribution(attribution, 1);
    }
}
