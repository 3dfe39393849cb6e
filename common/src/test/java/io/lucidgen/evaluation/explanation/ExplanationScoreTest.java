package io.lucidgen.evaluation.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.MapSummary;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.data.SampleShape;
import io.lucidgen.model.TargetKind;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExplanationScoreTest {

    private static final double MAX_GAP = 0.05;

    @Test
    void aMapThatAddsUpIsTrusted() {
        ExplanationScore score =
                ExplanationScore.of(explanation(new float[] {1, 1.04f}, 0.04, true), "target", MAX_GAP);

        assertThat(score.trusted()).isTrue();
        assertThat(score.relativeGap()).isEqualTo(0.02);
        assertThat(score.reasons()).isEmpty();
    }

    @Test
    void aMapThatDoesNotAddUpIsNotTrusted() {
        assertThat(ExplanationScore.of(explanation(new float[] {1, 2}, -1.0, true), "target", MAX_GAP)
                        .reasons())
                .containsExactly(ExplanationScore.COMPLETENESS_GAP);
    }

    @Test
    void aMethodThatClaimsNoCompletenessIsNotMeasuredByIt() {
        ExplanationScore score = ExplanationScore.of(explanation(new float[] {9, 9}, null, true), "target", MAX_GAP);

        assertThat(score.trusted()).isTrue();
        assertThat(score.relativeGap()).isNull();
    }

    @Test
    void everyReasonIsGiven() {
        assertThat(ExplanationScore.of(explanation(new float[] {Float.NaN, 1}, Double.NaN, false), "target", MAX_GAP)
                        .reasons())
                .containsExactly(
                        ExplanationScore.SELF_CHECK_FAILED,
                        ExplanationScore.NOT_FINITE,
                        ExplanationScore.COMPLETENESS_GAP);
    }

    /** Target 3, baseline 1. */
    private static SampleExplanation explanation(float[] values, Double gap, boolean selfCheck) {
        return new SampleExplanation(
                "s1",
                SampleSource.GENERATED,
                TargetKind.CRITIC_LOGIT,
                -1,
                "integrated-gradients",
                new TreeMap<>(),
                "black",
                SampleShape.image(1, 1, 2),
                new AttributionMap(values, 3, 1, gap, 50, 52, 50),
                MapSummary.of(values, new FeatureGrid(1, 1, 2), 1),
                1.5,
                selfCheck);
    }
}
