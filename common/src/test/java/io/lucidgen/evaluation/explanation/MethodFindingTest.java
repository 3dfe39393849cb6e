package io.lucidgen.evaluation.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.attribution.ExplanationKey;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.model.TargetKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodFindingTest {

    private static final ExplanationKey.Aspect ASPECT =
            new ExplanationKey.Aspect(TargetKind.CRITIC_LOGIT, -1, "saliency");

    @Test
    void aMethodThatFindsWhatMattersHasNoReason() {
        MethodFinding finding = finding(20, 16, 0.2);

        assertThat(finding).isEqualTo(new MethodFinding(20, 16, 0.2, List.of()));
    }

    @Test
    void aMethodThatMayBeNoBetterThanChanceIsNotTrusted() {
        // 14 of 20: a share from 0.48 on. 15 of 20: from 0.53 on.
        assertThat(finding(20, 14, 0.2).reasons()).containsExactly(MethodFinding.NO_BETTER_THAN_CHANCE);
        assertThat(finding(20, 15, 0.2).reasons()).isEmpty();
    }

    @Test
    void aMethodThatShowsTheSameWithoutWhatWasLearntIsNotTrusted() {
        assertThat(finding(20, 20, 0.71).reasons()).containsExactly(MethodFinding.REGARDLESS_OF_PARAMETERS);
        assertThat(finding(20, 20, 0.7).reasons()).isEmpty();
    }

    @Test
    void aMethodThatStaysTheSameWhileTheModelForgetsIsNotTrusted() {
        assertThat(forgetting(0.71).reasons()).containsExactly(MethodFinding.REGARDLESS_OF_PARAMETERS);
        assertThat(forgetting(0.7).reasons()).isEmpty();
    }

    private static MethodFinding forgetting(double cascade) {
        List<ExplanationQuality> qualities = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            qualities.add(quality(0.3, cascade, 0.1));
        }
        return MethodFinding.of(qualities, 0.7).get(ASPECT);
    }

    @Test
    void fewMapsProveNothing() {
        assertThat(finding(9, 0, 1).reasons()).isEmpty();
        assertThat(finding(10, 0, 1).reasons())
                .containsExactly(MethodFinding.NO_BETTER_THAN_CHANCE, MethodFinding.REGARDLESS_OF_PARAMETERS);
    }

    @Test
    void figuresThatAreNotDefinedDoNotCount() {
        ExplanationQuality undefined = quality(null, null);

        assertThat(MethodFinding.of(List.of(undefined), 0.7))
                .containsEntry(ASPECT, new MethodFinding(0, 0, null, List.of()));
    }

    private static MethodFinding finding(int maps, int faster, double correlation) {
        List<ExplanationQuality> qualities = new ArrayList<>();
        for (int i = 0; i < maps; i++) {
            qualities.add(quality(i < faster ? 0.3 : 0.6, correlation));
        }
        return MethodFinding.of(qualities, 0.7).get(ASPECT);
    }

    private static ExplanationQuality quality(Double deletion, Double randomizedCorrelation) {
        return quality(deletion, null, randomizedCorrelation);
    }

    private static ExplanationQuality quality(Double deletion, Double cascade, Double randomizedCorrelation) {
        return new ExplanationQuality(
                new ExplanationKey("s", SampleSource.GENERATED, ASPECT),
                deletion,
                null,
                0.5,
                null,
                null,
                null,
                null,
                null,
                cascade,
                randomizedCorrelation,
                null);
    }
}
