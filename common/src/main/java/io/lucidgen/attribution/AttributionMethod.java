package io.lucidgen.attribution;

import java.util.Optional;
import java.util.SortedMap;

/**
 * A way to share the value of a function among the features of a sample.
 *
 * <p>One sample is explained at a time and its evaluations are batched, so a map does not depend on which other samples
 * a task explains. A method holds no state.
 */
public interface AttributionMethod {

    /** The name in configurations and tables. */
    String name();

    /** The settings that a map depends on, besides the baseline. */
    SortedMap<String, String> parameters();

    /** Whether the map should sum to the target's distance from its value at the baseline. */
    boolean claimsCompleteness();

    /** What a value of its maps stands for. */
    default MapMeaning meaning() {
        return MapMeaning.CONTRIBUTION;
    }

    /** Why it cannot explain a target, with {@code %s} for the target's label; empty if it can. */
    default Optional<String> obstacle(TargetFunction function) {
        return Optional.empty();
    }

    /**
     * Attributes in double.
     *
     * @return {@code [features]}, with the number of points, windows or masks
     */
    Attribution attribute(TargetFunction function, Explicand sample);

    /** Explains a sample and says what that took and how far the map adds up. */
    default AttributionMap explain(TargetFunction function, Explicand sample) {
        requireLength("sample", sample.x(), function);
        requireLength("baseline", sample.baseline(), function);
        long forward = function.forwardPasses();
        long backward = function.backwardPasses();
        // The same two-row batch for every method, so that all maps of a sample state the same values.
        double[] ends = new StraightPath(sample).ends(function);
        Attribution attribution = attribute(function, sample);
        return AttributionMap.of(
                attribution.values(),
                ends[0],
                attribution.baselineValue() == null ? ends[1] : attribution.baselineValue(),
                claimsCompleteness(),
                attribution.steps(),
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
