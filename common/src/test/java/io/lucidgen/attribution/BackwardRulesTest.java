package io.lucidgen.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.error.UserException;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.network.BackwardRule;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Kernel;
import io.lucidgen.network.KernelArrays;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.Operation;
import io.lucidgen.network.TensorShape;
import io.lucidgen.network.Window;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Methods that go back through a model by a rule of their own, over every kind of layer that models have. */
class BackwardRulesTest {

    private static final int PIXELS = 64;

    static Stream<Function<DataType, ExplainedTarget>> models() {
        return Stream.of(
                Targets::critic,
                Targets::autoencoder,
                Targets::convolutionalCritic,
                BackwardRulesTest::normalised,
                BackwardRulesTest::transposed);
    }

    @ParameterizedTest
    @MethodSource("models")
    void deepLiftAddsUpOverEveryLayer(Function<DataType, ExplainedTarget> model) {
        TargetFunction function = TargetFunction.of(model.apply(DataType.DOUBLE));
        Explicand sample = sample(function.features());
        double[] ends = new StraightPath(sample).ends(function);

        Attribution found = new DeepLift().attribute(function, sample);

        double distance = ends[0] - ends[1];
        assertThat(Arrays.stream(found.values()).sum())
                .isEqualTo(distance, within(1e-12 * Math.max(1, Math.abs(distance))));
        assertThat(found.values()).isNotEqualTo(new double[function.features()]);
    }

    @ParameterizedTest
    @MethodSource("models")
    void deepLiftOfAClosePairIsTheGradient(Function<DataType, ExplainedTarget> model) {
        TargetFunction function = TargetFunction.of(model.apply(DataType.DOUBLE));
        double[] x = sample(function.features()).x();
        double[] baseline = x.clone();
        for (int i = 0; i < x.length; i++) {
            baseline[i] -= 1e-7 * (1 + i % 3);
        }
        double[] gradient = function.gradient(x);
        double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();

        double[] found = new DeepLift()
                .attribute(function, new Explicand(x, baseline, 1))
                .values();

        for (int i = 0; i < x.length; i++) {
            assertThat(found[i] / (x[i] - baseline[i])).isEqualTo(gradient[i], within(1e-4 * largest));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void floatsComeNearDoubles(Function<DataType, ExplainedTarget> model) {
        TargetFunction exact = TargetFunction.of(model.apply(DataType.DOUBLE));
        TargetFunction working = TargetFunction.of(model.apply(DataType.FLOAT));
        Explicand sample = sample(exact.features());
        for (AttributionMethod method : List.of(new DeepLift(), RuledGradient.guidedBackpropagation())) {
            double[] expected = method.attribute(exact, sample).values();
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();

            assertThat(method.attribute(working, sample).values()).containsExactly(expected, within(1e-4 * largest));
        }
    }

    /** Of rectifiers alone relevance is the gradient times the input, and what the biases do not keep is the target. */
    @Test
    void relevanceOfRectifiersIsTheInputTimesTheGradient() {
        TargetFunction function = TargetFunction.of(Targets.convolutionalCritic(DataType.DOUBLE));
        Explicand sample = sample(function.features());
        double[] expected = new InputTimesGradient().attribute(function, sample).values();
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();

        assertThat(new RelevancePropagation(1e-12).attribute(function, sample).values())
                .containsExactly(expected, within(1e-8 * largest));
    }

    @Test
    void relevanceWithoutBiasesAddsUpToTheTarget() {
        NetworkDefinition definition = NetworkDefinition.named("smooth")
                .input("x", PIXELS)
                .dense("a", "x", 20, Weights.HE_NORMAL)
                .tanh("at", "a")
                .dense("b", "at", 10, Weights.HE_NORMAL)
                .leakyRelu("br", "b", 0.2)
                .dense("target", "br", 1, Weights.HE_NORMAL)
                .outputs("target");
        TargetFunction function = TargetFunction.of(Targets.of(Network.initialised(definition, DataType.DOUBLE, 5)));
        Explicand sample = sample(PIXELS);

        double[] found =
                new RelevancePropagation(1e-9).attribute(function, sample).values();

        assertThat(Arrays.stream(found).sum()).isEqualTo(function.value(sample.x()), within(1e-6));
        assertThat(found)
                .isNotEqualTo(
                        new InputTimesGradient().attribute(function, sample).values());
    }

    /** One unit after the other, by hand: what is negative does not pass. */
    @Test
    void guidedBackpropagationLetsOnlyPositiveGradientsPass() {
        NetworkDefinition definition = NetworkDefinition.named("guided")
                .input("x", 2)
                .dense("h", "x", 3, Weights.HE_NORMAL)
                .leakyRelu("r", "h", 0.25)
                .dense("target", "r", 1, Weights.HE_NORMAL)
                .outputs("target");
        var network = Network.initialised(definition, DataType.DOUBLE, 5);
        // [inputs, units]: the third unit is below zero at (1, 1), and the second one's gradient is negative.
        Targets.set(network, "h.weight", 1, 2, -3, 4, 5, 1);
        Targets.set(network, "target.weight", 2, -1, 8);
        TargetFunction function = TargetFunction.of(Targets.of(network));

        double[] found = RuledGradient.guidedBackpropagation()
                .attribute(function, new Explicand(new double[] {1, 1}, new double[2], 1))
                .values();

        assertThat(found).containsExactly(2 * 1 + 8 * 0.25 * -3, 2 * 4 + 8 * 0.25 * 1);
    }

    @Test
    void whatHasNoRuleIsRefusedByName() {
        ExplainedTarget reconstruction = Targets.autoencoder(DataType.FLOAT);
        ExplainedTarget unknown = Targets.target(
                NetworkDefinition.named("unknown")
                        .input("x", PIXELS)
                        .dense("h", "x", 1, Weights.HE_NORMAL)
                        .node("target", new Unknown(), "h")
                        .outputs("target"),
                DataType.FLOAT);

        assertThatThrownBy(() -> AttributionMethods.require(
                        List.of(new Saliency(false), new RelevancePropagation(1e-6)), List.of(reconstruction)))
                .isInstanceOf(UserException.class)
                .hasMessage("Cannot explain the model for explanation.methods=lrp-epsilon: it has no rule for squared"
                        + " distance, which the target critic-logit goes through. Leave out the method or, in"
                        + " explanation.targets, the target.");
        for (AttributionMethod method : List.of(new DeepLift(), RuledGradient.guidedBackpropagation())) {
            assertThatThrownBy(() -> AttributionMethods.require(List.of(method), List.of(unknown)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining(method.name())
                    .hasMessageContaining("something new");
            AttributionMethods.require(List.of(method), List.of(reconstruction));
        }
        assertThat(TargetFunction.of(unknown).obstacle(BackwardRule.DERIVATIVE)).isEmpty();
    }

    /** Maps of two channels, one of which the target rises with: only that one is seen, where it is. */
    @Test
    void gradCamShowsTheMapThatTheTargetRisesWith() {
        NetworkDefinition definition = NetworkDefinition.named("maps")
                .input("x", PIXELS)
                .reshape("rows", "x", 8, 8, 1)
                .convolution("c", "rows", 2, new Window(4, 2, 1), Weights.HE_NORMAL)
                .relu("r", "c")
                .reshape("flat", "r", 4 * 4 * 2)
                .dense("target", "flat", 1, Weights.HE_NORMAL)
                .outputs("target");
        Network network = Network.initialised(definition, DataType.DOUBLE, 5);
        // The first channel is the sum of what the window shows, the second what is less than nothing of it.
        double[] kernel = new double[32];
        double[] weight = new double[32];
        for (int i = 0; i < 16; i++) {
            kernel[2 * i] = 1;
            kernel[2 * i + 1] = -1;
            weight[2 * i] = 2;
            weight[2 * i + 1] = -2;
        }
        Targets.set(network, "c.weight", kernel);
        Targets.set(network, "target.weight", weight);
        TargetFunction function = TargetFunction.of(Targets.of(network));
        double[] x = new double[PIXELS];
        x[1 * 8 + 1] = 1;
        x[6 * 8 + 6] = -1;

        Attribution found =
                new GradCam(new FeatureGrid(1, 8, 8)).attribute(function, new Explicand(x, new double[64], 1));

        // Bright above left; what is dark below right lowers the target by the second map.
        assertThat(found.values()[1 * 8 + 1]).isEqualTo(2, within(1e-9));
        assertThat(found.values()[6 * 8 + 6]).isZero();
        assertThat(found.values()).isNotEqualTo(new double[64]);
        assertThat(new GradCam(new FeatureGrid(1, 8, 8)).obstacle(function)).isEmpty();
        assertThatThrownBy(() -> AttributionMethods.require(
                        List.of(new GradCam(new FeatureGrid(1, 28, 28))), List.of(Targets.critic(DataType.FLOAT))))
                .hasMessageStartingWith(
                        "Cannot explain the model for explanation.methods=grad-cam: it shows the maps of a"
                                + " convolution, and the target critic-logit goes through none.");
    }

    /** An operation that a family of somebody else may have. */
    private record Unknown() implements Operation {
        @Override
        public TensorShape outputShape(List<TensorShape> inputs) {
            return inputs.get(0);
        }

        @Override
        public Kernel kernel(KernelArrays arrays) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String label() {
            return "something new";
        }
    }

    private static ExplainedTarget normalised(DataType precision) {
        ExplainedTarget target = Targets.target(
                NetworkDefinition.named("normalised")
                        .input("x", PIXELS)
                        .reshape("rows", "x", 8, 8, 1)
                        .convolution("c", "rows", 6, new Window(4, 2, 1), Weights.HE_NORMAL)
                        .batchNormalization("n", "c")
                        .relu("r", "n")
                        .reshape("flat", "r", 4 * 4 * 6)
                        .dense("d", "flat", 12, Weights.HE_NORMAL)
                        .sigmoid("s", "d")
                        .dense("target", "s", 1, Weights.HE_NORMAL)
                        .outputs("target"),
                precision);
        Targets.set(target.network(), "n.mean", Targets.gaussian(6, 3, 0.3));
        Targets.set(target.network(), "n.variance", 0.5, 1.5, 2, 0.25, 1, 0.75);
        Targets.set(target.network(), "n.scale", Targets.gaussian(6, 4, 1));
        return target;
    }

    private static ExplainedTarget transposed(DataType precision) {
        return Targets.target(
                NetworkDefinition.named("transposed")
                        .input("x", 12)
                        .dense("p", "x", 4 * 4 * 3, Weights.HE_NORMAL)
                        .leakyRelu("pr", "p", 0.2)
                        .reshape("maps", "pr", 4, 4, 3)
                        .transposedConvolution("t", "maps", 2, new Window(4, 2, 1), Weights.HE_NORMAL)
                        .tanh("a", "t")
                        .reshape("flat", "a", 8 * 8 * 2)
                        .dense("target", "flat", 1, Weights.HE_NORMAL)
                        .outputs("target"),
                precision);
    }

    /** Values that a float holds exactly. */
    private static Explicand sample(int features) {
        double[] x = Arrays.copyOf(Targets.pixels(1), features);
        double[] baseline = Arrays.copyOf(Targets.pixels(2), features);
        return new Explicand(x, baseline, 1);
    }
}
