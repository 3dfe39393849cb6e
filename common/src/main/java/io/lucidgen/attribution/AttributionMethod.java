package io.lucidgen.attribution;

import java.util.SortedMap;

/**
 * A way to share the value of a function among the features of a sample.
 *
 * <p>One sample is explained at a time and its evaluations are batched, so a map does not depend on which other samples
 * a task explains. A method holds no state.
 */
public sealed interface AttributionMethod permits Saliency, InputTimesGradient, IntegratedGradients, Occlusion {

    /** The name in configurations and tables. */
    String name();

    /** The settings that a map depends on, besides the baseline. */
    SortedMap<String, String> parameters();

    /** The number of points or windows that a map is computed from. */
    int steps();

    /** Whether the map should sum to the target's distance from its value at the baseline. */
    boolean claimsCompleteness();

    /**
     * Attributes in double.
     *
     * @param x the sample, {@code [features]} in the model's range
     * @param baseline what it is compared with, {@code [features]}
     * @return {@code [features]}
     */
    double[] attribute(TargetFunction function, double[] x, double[] baseline);

    /** Explains a sample and says what that took and how far the map adds up. */
    default AttributionMap explain(TargetFunction function, double[] x, double[] baseline) {
        requireLength("sample", x, function);
        requireLength("baseline", baseline, function);
        long forward = function.forwardPasses();
        long backward = function.backwardPasses();
        // The same two-row batch for every method, so that all maps of a sample state the same values.
        double[] ends =
                function.values(2, (row, into, at) -> System.arraycopy(row == 0 ? x : baseline, 0, into, at, x.length));
        double[] attribution = attribute(function, x, baseline);
        return AttributionMap.of(
                attribution,
                ends[0],
                ends[1],
                claimsCompleteness(),
                steps(),
                Math.toIntExact(function.forwardPasses() - forward),
                Math.toIntExact(function.backwardPasses() - backward));
    }

    private static void requireLength(String what, double[] values, TargetFunction function) {
        if (values.length != function.features()) {
            throw new IllegalArgumentException("The %s has %d features but the model reads %d"
                    .formatted(what, values.length, function.features()));
        }
    }
}
