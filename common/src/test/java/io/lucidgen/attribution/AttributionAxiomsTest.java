package io.lucidgen.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.data.SampleShape;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What maps must satisfy whatever the model, on models whose attribution is known. */
class AttributionAxiomsTest {

    private static final FeatureGrid IMAGE = FeatureGrid.of(SampleShape.image(1, 28, 28));
    private static final List<AttributionMethod> METHODS = List.of(
            new Saliency(false),
            new InputTimesGradient(),
            RuledGradient.guidedBackpropagation(),
            new DeepLift(),
            new IntegratedGradients(50, PathRule.GAUSS_LEGENDRE),
            new AdaptiveIntegratedGradients(9, 81, 0.01),
            new SmoothGrad(SmoothGrad.Moment.MEAN, 20, 0.15),
            new SmoothGrad(SmoothGrad.Moment.MEAN_SQUARE, 20, 0.15),
            new SmoothGrad(SmoothGrad.Moment.VARIANCE, 20, 0.15),
            new Occlusion(IMAGE, 4, 4));

    private static final double[] WEIGHTS = Targets.gaussian(8, 3, 1);
    private static final double[] SAMPLE = Targets.gaussian(8, 5, 1);
    private static final double[] BASELINE = Targets.gaussian(8, 7, 1);
    private static final Explicand EXPLICAND = new Explicand(SAMPLE, BASELINE, 1);

    static Stream<AttributionMethod> methods() {
        return METHODS.stream();
    }

    static Stream<Arguments> methodsOnModels() {
        return methods()
                .flatMap(method -> Stream.<Function<DataType, ExplainedTarget>>of(Targets::critic, Targets::autoencoder)
                        .map(model -> Arguments.of(method, model)));
    }

    @ParameterizedTest
    @EnumSource(PathRule.class)
    void everyPathRuleIsExactForALinearModel(PathRule rule) {
        AttributionMap map = new IntegratedGradients(10, rule).explain(linear(), EXPLICAND);

        for (int i = 0; i < SAMPLE.length; i++) {
            assertThat((double) map.values()[i]).isEqualTo(WEIGHTS[i] * (SAMPLE[i] - BASELINE[i]), within(1e-7));
        }
        assertThat(map.relativeGap()).isLessThan(1e-6);
    }

    @ParameterizedTest
    @EnumSource(PathRule.class)
    void weightsOfAPathSumToOne(PathRule rule) {
        assertThat(Arrays.stream(rule.points(37).weights()).sum()).isEqualTo(1, within(1e-14));
        assertThat(rule.points(37).positions()).isSorted();
    }

    @Test
    void occlusionOfSingleFeaturesOfALinearModelIsTheirTerm() {
        double[] map = new Occlusion(new FeatureGrid(1, 1, 8), 1, 1)
                .attribute(linear(), EXPLICAND)
                .values();

        for (int i = 0; i < SAMPLE.length; i++) {
            assertThat(map[i]).isEqualTo(WEIGHTS[i] * (SAMPLE[i] - BASELINE[i]), within(1e-12));
        }
    }

    @Test
    void windowsHideAllChannelsAndAreCutOffAtTheEdges() {
        // 2 channels of 3 x 3; windows of 2 every 2 start at rows and columns 0 and 2.
        double[] ones = new double[18];
        Arrays.fill(ones, 1);
        TargetFunction sum = TargetFunction.of(Targets.linear(ones));

        double[] map = new Occlusion(new FeatureGrid(2, 3, 3), 2, 2)
                .attribute(sum, new Explicand(ones, new double[18], 1))
                .values();

        double[] channel = {8, 8, 4, 8, 8, 4, 4, 4, 2};
        assertThat(map)
                .containsExactly(
                        Stream.of(channel, channel)
                                .flatMapToDouble(Arrays::stream)
                                .toArray(),
                        within(1e-12));
    }

    @Test
    void methodsThatShareNothingOutClaimNoCompleteness() {
        assertThat(METHODS)
                .filteredOn(AttributionMethod::claimsCompleteness)
                .containsExactly(METHODS.get(3), METHODS.get(4), METHODS.get(5));
        assertThat(new Saliency(true).explain(linear(), EXPLICAND).completenessGap())
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aFeatureThatNothingReadsGetsExactlyZero(AttributionMethod method) {
        Network network = Targets.critic(DataType.FLOAT).network();
        network.parametersByName()
                .get("d1024.weight")
                .get(NDArrayIndex.interval(0, 4 * 28), NDArrayIndex.all())
                .assign(0);

        float[] map = method.explain(TargetFunction.of(Targets.of(network)), pixels(1))
                .values();

        assertThat(Arrays.copyOf(map, 4 * 28)).containsOnly(0f);
        assertThat(MapSummary.of(map, IMAGE, 1).largest()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aCriticOfOnePatchIsExplainedInsideThePatch(AttributionMethod method) {
        // Rows and columns 8 to 15, where windows of 4 lie wholly inside or outside.
        NetworkDefinition definition = NetworkDefinition.named("patch")
                .input("x", Targets.PIXELS)
                .dense("h", "x", 16, Weights.HE_NORMAL)
                .relu("r", "h")
                .dense("target", "r", 1, Weights.HE_NORMAL)
                .outputs("target");
        Network network = Network.initialised(definition, DataType.FLOAT, 11);
        for (int pixel = 0; pixel < Targets.PIXELS; pixel++) {
            if (!inPatch(pixel)) {
                for (int unit = 0; unit < 16; unit++) {
                    network.parametersByName().get("h.weight").putScalar(pixel, unit, 0);
                }
            }
        }

        float[] map = method.explain(TargetFunction.of(Targets.of(network)), pixels(2))
                .values();

        double inside = 0;
        double outside = 0;
        for (int pixel = 0; pixel < map.length; pixel++) {
            if (inPatch(pixel)) {
                inside += Math.abs(map[pixel]);
            } else {
                outside += Math.abs(map[pixel]);
            }
        }
        assertThat(outside).isZero();
        assertThat(inside).isPositive();
    }

    @ParameterizedTest
    @MethodSource("methodsOnModels")
    void floatMapsStayWithinATenThousandthOfDouble(
            AttributionMethod method, Function<DataType, ExplainedTarget> model) {
        Explicand sample = pixels(3);
        double[] exact = method.attribute(TargetFunction.of(model.apply(DataType.DOUBLE)), sample)
                .values();
        double[] working = method.attribute(TargetFunction.of(model.apply(DataType.FLOAT)), sample)
                .values();

        double scale = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        double worst = 0;
        for (int i = 0; i < exact.length; i++) {
            worst = Math.max(worst, Math.abs(exact[i] - working[i]) / scale);
        }
        assertThat(worst).isLessThan(1e-4);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aMapDoesNotDependOnWhatWasExplainedBefore(AttributionMethod method) {
        TargetFunction fresh = TargetFunction.of(Targets.critic(DataType.FLOAT));
        TargetFunction used = TargetFunction.of(Targets.critic(DataType.FLOAT));
        METHODS.forEach(other -> other.explain(used, pixels(4)));

        assertThat(method.explain(used, pixels(5)).values())
                .containsExactly(method.explain(fresh, pixels(5)).values());
    }

    @Test
    void passesAreCountedByTheRow() {
        TargetFunction function = TargetFunction.of(Targets.autoencoder(DataType.FLOAT));

        assertThat(METHODS.stream()
                        .map(method -> method.explain(function, pixels(6)))
                        .map(map -> List.of(map.steps(), map.forwardPasses(), map.backwardPasses())))
                .containsExactly(
                        List.of(1, 3, 1),
                        List.of(1, 3, 1),
                        List.of(1, 3, 1),
                        List.of(1, 4, 2),
                        List.of(50, 52, 50),
                        List.of(9, 13, 9),
                        List.of(20, 22, 20),
                        List.of(20, 22, 20),
                        List.of(20, 22, 20),
                        List.of(49, 52, 0));
    }

    @Test
    void aSampleOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> new Saliency(false).explain(linear(), new Explicand(new double[7], BASELINE, 1)))
                .hasMessageContaining("7 features")
                .hasMessageContaining("8");
    }

    private static boolean inPatch(int pixel) {
        int row = pixel / 28;
        int column = pixel % 28;
        return row >= 8 && row < 16 && column >= 8 && column < 16;
    }

    private static Explicand pixels(long seed) {
        double[] black = new double[Targets.PIXELS];
        Arrays.fill(black, -1);
        return new Explicand(Targets.pixels(seed), black, seed);
    }

    private static TargetFunction linear() {
        return TargetFunction.of(Targets.linear(WEIGHTS));
    }
}
