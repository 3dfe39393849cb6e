package io.lucidgen.evaluation.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.AttributionMethod;
import io.lucidgen.attribution.AttributionMethods;
import io.lucidgen.attribution.Explicand;
import io.lucidgen.attribution.MapSummary;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.attribution.TargetFunction;
import io.lucidgen.config.ConfigLoader;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.data.SampleShape;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.TargetKind;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MapSentenceTest {

    private static final AttributionMethod DEEP_LIFT = AttributionMethods.of(
                    ConfigLoader.defaultsWith("explanation.methods=[deep-lift]").explanation(),
                    PlantedTargets.SHAPE,
                    List.of())
            .get(0);

    @Test
    void thePlaceThatACriticLooksAtIsNamed() {
        TargetFunction patch = TargetFunction.of(PlantedTargets.patch());
        for (int i = 0; i < 20; i++) {
            // The patch lies across rows 4 and 5 and columns 2 to 4 of the 7 by 7 cells.
            assertThat(sentence(patch, i))
                    .containsPattern(
                            "by deep-lift row [45], column [234] of 7 x 7 cells holds \\d+ % of it, and (raises|lowers) it\\.");
        }
    }

    @Test
    void nothingIsSaidOfACriticThatSeesAllAlike() {
        ExplainedTarget critic = PlantedTargets.critic();
        TargetFunction function = TargetFunction.of(critic);
        for (int i = 0; i < 100; i++) {
            assertThat(sentence(function, i)).endsWith("by deep-lift no place stands out.");
        }
    }

    private static String sentence(TargetFunction function, int sample) {
        AttributionMap map =
                DEEP_LIFT.explain(function, Explicand.of("s", PlantedTargets.sample(sample), PlantedTargets.BLACK, 1));
        return MapSentence.of(
                explanation(TargetKind.CRITIC_LOGIT, -1, "deep-lift", PlantedTargets.SHAPE, map),
                "critic-logit",
                List.of());
    }

    @Test
    void theValueOfTheLatentThatHoldsMostIsNamed() {
        float[] values = new float[20];
        Arrays.fill(values, 0.1f);
        values[7] = -4;

        assertThat(latent(values, null))
                .isEqualTo(
                        "region-by-latent 3 is 2.00, and -1.00 at the baseline; by saliency value 7 of the latent holds"
                                + " 68 % of it.");
        assertThat(latent(values, 0.0)).endsWith("68 % of it, and lowers it.");
        Arrays.fill(values, 1);
        assertThat(latent(values, 0.0)).endsWith("no value of the latent stands out.");
    }

    private static String latent(float[] values, Double gap) {
        return MapSentence.of(
                explanation(
                        TargetKind.REGION_BY_LATENT,
                        3,
                        "saliency",
                        SampleShape.image(1, 1, values.length),
                        new AttributionMap(values, 2, -1, gap, 1, 1, 1)),
                "region-by-latent 3",
                List.of());
    }

    @Test
    void aMapThatIsNotTrustedSaysNothing() {
        SampleExplanation explanation = explanation(
                TargetKind.CRITIC_LOGIT,
                -1,
                "saliency",
                SampleShape.image(1, 2, 2),
                new AttributionMap(new float[] {0, 0, 0, 9}, 2, -1, null, 1, 1, 1));

        assertThat(MapSentence.of(explanation, "critic-logit", List.of("not finite", "no better than a random order")))
                .isEqualTo(
                        "critic-logit is 2.00, and -1.00 at the baseline; the map by saliency is not to be relied on:"
                                + " not finite, no better than a random order.");
    }

    @Test
    void aMapOfZerosHasNoStrongestPlace() {
        assertThat(latent(new float[20], 0.0)).endsWith("no value of the latent stands out.");
    }

    private static SampleExplanation explanation(
            TargetKind kind, int index, String method, SampleShape shape, AttributionMap map) {
        return new SampleExplanation(
                "s",
                SampleSource.GENERATED,
                kind,
                index,
                method,
                new TreeMap<>(),
                "black",
                shape,
                map,
                MapSummary.of(map.values(), FeatureGrid.of(shape), 3),
                1,
                true);
    }
}
