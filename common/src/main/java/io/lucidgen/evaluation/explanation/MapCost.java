package io.lucidgen.evaluation.explanation;

import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.attribution.SampleExplanation;
import java.io.Serializable;

/**
 * What one map took, and how far it adds up.
 *
 * @param passes forward and back together
 * @param milliseconds wall time
 * @param relativeGap null when the method claims no completeness
 */
public record MapCost(Aspect of, int passes, double milliseconds, Double relativeGap) implements Serializable {

    /** That of an explanation. */
    public static MapCost of(SampleExplanation explanation) {
        AttributionMap map = explanation.map();
        return new MapCost(
                explanation.key().of(),
                map.forwardPasses() + map.backwardPasses(),
                explanation.milliseconds(),
                map.relativeGap());
    }
}
