package io.lucidgen.attribution;

import io.lucidgen.model.TargetKind;
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
 * @param reasons why it is not trusted; empty when it is
 */
public record ExplanationScore(
        String sampleId,
        SampleSource source,
        TargetKind targetKind,
        int targetIndex,
        String method,
        Double relativeGap,
        boolean finite,
        boolean selfCheck,
        List<String> reasons)
        implements Serializable {

    public static final String SELF_CHECK_FAILED = "self-check failed";
    public static final String NOT_FINITE = "not finite";
    public static final String COMPLETENESS_GAP = "completeness gap";

    public ExplanationScore {
        reasons = List.copyOf(reasons);
    }

    /**
     * Scores an explanation.
     *
     * @param maxRelativeGap the relative gap above which a map that claims completeness is not trusted
     */
    public static ExplanationScore of(SampleExplanation explanation, double maxRelativeGap) {
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
        return new ExplanationScore(
                explanation.sampleId(),
                explanation.source(),
                explanation.targetKind(),
                explanation.targetIndex(),
                explanation.method(),
                gap,
                map.isFinite(),
                explanation.selfCheck(),
                reasons);
    }

    public boolean trusted() {
        return reasons.isEmpty();
    }
}
