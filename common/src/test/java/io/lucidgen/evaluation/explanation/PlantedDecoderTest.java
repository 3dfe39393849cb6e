package io.lucidgen.evaluation.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.AttributionMethod;
import io.lucidgen.attribution.Background;
import io.lucidgen.attribution.ExplainedDomain;
import io.lucidgen.attribution.SelfCheck;
import io.lucidgen.attribution.TargetFunction;
import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.Normalizer;
import io.lucidgen.model.ExplainedSpace;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.Generator;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.LatentTargets;
import io.lucidgen.model.Latents;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A decoder that draws one block of the picture by each latent value: the map of a block must name its latent value. */
class PlantedDecoderTest {

    private static final int ACROSS = 4;
    private static final int LATENT = ACROSS * ACROSS;
    private static final int SAMPLES = 10;
    private static final Decoder DECODER = new Decoder();

    private static final ExplanationConfig CONFIG = ConfigLoader.defaultsWith("explanation.methods="
                    + ExplanationConfig.METHODS.stream()
                            .filter(method -> !method.equals(ExplanationConfig.GRAD_CAM))
                            .toList())
            .explanation();
    private static final ExplainedDomain DOMAIN = ExplainedDomain.of(
                    DECODER.definition(),
                    CONFIG,
                    new Background(PlantedTargets.BLACK, List.of(PlantedTargets.BLACK)),
                    1)
            .get(ExplainedSpace.LATENT);

    static Stream<AttributionMethod> methods() {
        return DOMAIN.methods().stream();
    }

    private static List<ExplainedTarget> regions() {
        return LatentTargets.regions(DECODER, ACROSS);
    }

    private static double[] latent(int sample) {
        float[] drawn =
                Latents.draw(Latents.seed(5, sample), DECODER.definition().prior());
        return IntStream.range(0, drawn.length).mapToDouble(i -> drawn[i]).toArray();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyBlockIsExplainedByItsLatentValue(AttributionMethod method) {
        List<ExplainedTarget> regions = regions();

        assertThat(regions).hasSize(LATENT);
        for (ExplainedTarget region : regions) {
            TargetFunction function = TargetFunction.of(region);
            for (int i = 0; i < SAMPLES; i++) {
                AttributionMap map = method.explain(function, DOMAIN.explicand("s" + i, latent(i), 1));
                assertThat(strongest(map.values()))
                        .as("%s of block %d", method.name(), region.index())
                        .isEqualTo(region.index());
            }
        }
    }

    @Test
    void theLogitIsExplainedByTheLatentValueOfTheBlockThatTheCriticSees() {
        List<ExplainedTarget> logits = LatentTargets.logits(DECODER);

        assertThat(logits).hasSize(1);
        TargetFunction function = TargetFunction.of(logits.get(0));
        for (AttributionMethod method : DOMAIN.methods()) {
            float[] map = method.explain(function, DOMAIN.explicand("s", latent(1), 1))
                    .values();
            // The critic's patch is the second block in the third row of them.
            assertThat(strongest(map)).as(method.name()).isEqualTo(2 * ACROSS + 1);
        }
    }

    @Test
    void gradientsOfLatentsPassTheCheck() {
        List<double[]> latents =
                IntStream.range(0, 4).mapToObj(PlantedDecoderTest::latent).toList();

        assertThat(SelfCheck.require(LatentTargets.regions(DECODER, 2), latents, 1))
                .hasSize(4);
        assertThat(SelfCheck.require(LatentTargets.logits(DECODER), latents, 1)).hasSize(1);
    }

    @Test
    void gradCamHasNoPlaceForLatents() {
        ExplanationConfig config =
                ConfigLoader.defaultsWith("explanation.methods=[grad-cam]").explanation();
        AttributionMethod gradCam = ExplainedDomain.of(
                        DECODER.definition(), config, new Background(PlantedTargets.BLACK, List.of()), 1)
                .get(ExplainedSpace.LATENT)
                .methods()
                .get(0);
        ExplainedTarget logit = LatentTargets.logits(new Decoder(PlantedTargets.convolutionalPatch()))
                .get(0);

        assertThat(gradCam.obstacle(TargetFunction.of(logit))).isPresent();
    }

    @Test
    void latentsAreComparedWithTheMeanOfThePrior() {
        LatentPrior prior = LatentPrior.normal(2)
                .with(LatentPrior.Role.CODE, LatentPrior.Distribution.CATEGORICAL, 4)
                .with(LatentPrior.Role.CODE, LatentPrior.Distribution.UNIFORM, 1);

        assertThat(prior.mean()).containsExactly(0, 0, 0.25, 0.25, 0.25, 0.25, 0);
        assertThat(DOMAIN.baseline()).isEqualTo(new double[LATENT]);
        assertThat(DOMAIN.baselineName()).isEqualTo("prior-mean");
    }

    private static int strongest(float[] map) {
        int strongest = 0;
        for (int i = 1; i < map.length; i++) {
            strongest = Math.abs(map[i]) > Math.abs(map[strongest]) ? i : strongest;
        }
        return strongest;
    }

    /** Blocks of the picture, each as bright as its latent value says, and a critic that sees one of them. */
    record Decoder(ExplainedTarget critic) implements GenerativeModel {

        Decoder() {
            this(PlantedTargets.patch());
        }

        @Override
        public ModelDefinition definition() {
            return new ModelDefinition(
                    "planted",
                    PlantedTargets.SHAPE,
                    Normalizer.symmetric(0, 255),
                    LatentPrior.normal(LATENT),
                    Map.of());
        }

        @Override
        public Optional<Generator> generator() {
            Network network = Network.initialised(
                    NetworkDefinition.named("decoder")
                            .input("z", LATENT)
                            .dense("h", "z", PlantedTargets.PIXELS, Weights.GLOROT_UNIFORM)
                            .tanh("sample", "h")
                            .outputs("sample"),
                    DataType.FLOAT,
                    1);
            INDArray weights = network.parametersByName().get("h.weight").assign(0);
            for (int pixel = 0; pixel < PlantedTargets.PIXELS; pixel++) {
                int row = pixel / PlantedTargets.SIDE * ACROSS / PlantedTargets.SIDE;
                int column = pixel % PlantedTargets.SIDE * ACROSS / PlantedTargets.SIDE;
                weights.putScalar(row * ACROSS + column, pixel, 0.5);
            }
            return Optional.of(new Generator(network, "sample"));
        }

        @Override
        public INDArray generate(INDArray latents) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<INDArray> criticLogit(INDArray samples, int[] labels) {
            return Optional.empty();
        }

        @Override
        public Optional<INDArray> reconstruct(INDArray samples, int[] labels) {
            return Optional.empty();
        }

        @Override
        public List<ExplainedTarget> targets(List<Integer> latentDimensions) {
            return List.of(critic);
        }
    }
}
