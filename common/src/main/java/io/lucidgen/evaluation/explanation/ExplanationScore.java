package io.lucidgen.evaluation.explanation;

import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.ExplanationKey;
import io.lucidgen.attribution.SampleExplanation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How far one explanation can be trusted.
 *
 * @param relativeGap the completeness gap's share of the target's distance from its value at the baseline; null when the
 *     method claims no completeness
 * @param finite whether all its numbers are finite
 * @param selfCheck whether the target's gradients passed the check
 * @param complexity how evenly the map is spread, in [0, 1]; null where it has no sizes
 * @param quality what else was measured; null when the sample was not examined
 * @param reasons why it is not trusted; empty when it is
 * @param sentence what the map says, in plain words; null in the rows of earlier versions
 */
public record ExplanationScore(
        ExplanationKey key,
        Double relativeGap,
        boolean finite,
        boolean selfCheck,
        Double complexity,
        ExplanationQuality quality,
        List<String> reasons,
        String sentence)
        implements Serializable {

    public static final String SELF_CHECK_FAILED = "self-check failed";
    public static final String NOT_FINITE = "not finite";
    public static final String COMPLETENESS_GAP = "completeness gap";

    public ExplanationScore {
        reasons = List.copyOf(reasons);
    }

    /**
     * Scores an explanation that was not examined, by a method of which nothing was found.
     *
     * @param target what the target is called: a unit by its own name, which its index does not tell
     * @param maxRelativeGap the relative gap above which a map that claims completeness is not trusted
     */
    public static ExplanationScore of(SampleExplanation explanation, String target, double maxRelativeGap) {
        return of(explanation, target, maxRelativeGap, null, List.of());
    }

    /**
     * Scores an explanation.
     *
     * @param target what the target is called: a unit by its own name, which its index does not tell
     * @param maxRelativeGap the relative gap above which a map that claims completeness is not trusted
     * @param quality null when the sample was not examined
     * @param ofMethod why no map of the method is trusted: see {@link MethodFinding}
     */
    public static ExplanationScore of(
            SampleExplanation explanation,
            String target,
            double maxRelativeGap,
            ExplanationQuality quality,
            List<String> ofMethod) {
        AttributionMap map = explanation.map();
        Double gap = map.relativeGap();
        List<String> reasons = new ArrayList<>();
        if (!explanation.selfCheck()) {
            reasons.add(SELF_CHECK_FAILED);
        }
        if (!map.isFinite()) {
            reasons.add(NOT_FINITE);
        }
        // Negated, so that a gap that is no number is none to trust either.
        if (gap != null && !(gap <= maxRelativeGap)) {
            reasons.add(COMPLETENESS_GAP);
        }
        reasons.addAll(ofMethod);
        double complexity = MapComparison.complexity(map.values());
        return new ExplanationScore(
                explanation.key(),
                gap,
                map.isFinite(),
                explanation.selfCheck(),
                Double.isFinite(complexity) ? complexity : null,
                quality,
                reasons,
                MapSentence.of(explanation, target, reasons));
    }

    public boolean trusted() {
        return reasons.isEmpty();
    }
}
