package io.lucidgen.evaluation.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.attribution.AttributionMethod;
import io.lucidgen.attribution.AttributionMethods;
import io.lucidgen.attribution.Explicand;
import io.lucidgen.attribution.TargetFunction;
import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.model.ExplainedTarget;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method but one finds what a critic was built to look at (the pointing game of Zhang et al. 2018, with a score of 1).
 */
class PlantedTruthTest {

    private static final int SAMPLES = 20;

    private static final ExplanationConfig CONFIG = ConfigLoader.defaultsWith(
                    "explanation.methods=" + ExplanationConfig.METHODS,
                    // Cells of half the patch's side: with cells as large as the patch the strongest pixel of one map
                    // in
                    // twenty lies beside it, with 8,000 masks too.
                    "explanation.rise.cells=8",
                    "explanation.kernel-shap.cells=4")
            .explanation();

    static Stream<AttributionMethod> methods() {
        return AttributionMethods.of(CONFIG, PlantedTargets.SHAPE, List.of(PlantedTargets.sample(-1))).stream();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void ofACriticOfDenseLayers(AttributionMethod method) {
        TargetFunction function = TargetFunction.of(PlantedTargets.patch());
        if (method.obstacle(function).isEmpty()) {
            assertThat(pointing(method, function)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void ofACriticOfConvolutions(AttributionMethod method) {
        double score = pointing(method, TargetFunction.of(PlantedTargets.convolutionalPatch()));

        if (method.name().equals(ExplanationConfig.GRAD_CAM)) {
            // It weighs a channel by its mean slope over all places, and so cannot tell where a dense layer looks.
            assertThat(score).isLessThan(0.5);
        } else {
            assertThat(score).isEqualTo(1);
        }
    }

    @Test
    void aCriticThatSeesEverythingIsNotPinnedDown() {
        ExplainedTarget critic = PlantedTargets.critic();
        AttributionMethod saliency = methods().findFirst().orElseThrow();

        assertThat(pointing(saliency, TargetFunction.of(critic))).isLessThan(0.5);
    }

    /** The share of samples whose strongest feature lies in the patch. */
    private static double pointing(AttributionMethod method, TargetFunction function) {
        int hits = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Explicand sample = Explicand.of("s" + i, PlantedTargets.sample(i), PlantedTargets.BLACK, 1);
            float[] map = method.explain(function, sample).values();
            hits += PlantedTargets.inPatch(strongest(map)) ? 1 : 0;
        }
        return (double) hits / SAMPLES;
    }

    private static int strongest(float[] map) {
        int strongest = 0;
        for (int i = 1; i < map.length; i++) {
            strongest = Math.abs(map[i]) > Math.abs(map[strongest]) ? i : strongest;
        }
        return strongest;
    }
}
