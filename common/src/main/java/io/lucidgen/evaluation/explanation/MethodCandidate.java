package io.lucidgen.evaluation.explanation;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import java.io.Serializable;

/**
 * A method that was tried for a target. Figures are null where it was not tried, or they are not defined.
 *
 * @param maps that it was tried on
 * @param passes of a map, forward and back together, the mean
 * @param milliseconds of a map, the median
 * @param contrast median of how much higher the target is while features come by the map's order than while they go by it
 *     (insertion less deletion)
 * @param fasterThanChance share of maps by whose order the target falls sooner than by random ones
 * @param randomizedCorrelation median rank correlation with maps of a model that has forgotten all
 * @param addingUp share of maps that add up; null when the method claims no completeness
 * @param chosen whether it explains the target
 * @param why it does, or does not
 */
public record MethodCandidate(
        Aspect of,
        int maps,
        Double passes,
        Double milliseconds,
        Double contrast,
        Double fasterThanChance,
        Double randomizedCorrelation,
        Double addingUp,
        boolean chosen,
        String why)
        implements Serializable {

    /** One that cannot explain the target. */
    public static MethodCandidate refused(Aspect of, String why) {
        return new MethodCandidate(of, 0, null, null, null, null, null, null, false, why);
    }

    MethodCandidate judged(boolean taken, String reason) {
        return new MethodCandidate(
                of,
                maps,
                passes,
                milliseconds,
                contrast,
                fasterThanChance,
                randomizedCorrelation,
                addingUp,
                taken,
                reason);
    }
}
