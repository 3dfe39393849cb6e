package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.random.RandomStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every operation's gradients against central finite differences in double, and the float path against double. */
class NetworkGradientTest {

    private static final int BATCH = 5;
    private static final double STEP = 1e-6;
    private static final Dense.Weights GLOROT = Dense.Weights.GLOROT_UNIFORM;

    static Stream<Arguments> networks() {
        return Stream.of(
                named(NetworkDefinition.named("dense")
                        .input("x", 6)
                        .dense("y", "x", 3, GLOROT)
                        .outputs("y")),
                named(NetworkDefinition.named("relu")
                        .input("x", 6)
                        .dense("h", "x", 8, GLOROT)
                        .relu("y", "h")
                        .outputs("y")),
                named(NetworkDefinition.named("leaky")
                        .input("x", 6)
                        .leakyRelu("h", "x", 0.2)
                        .dense("y", "h", 3, GLOROT)
                        .outputs("y")),
                named(NetworkDefinition.named("tanh")
                        .input("x", 6)
                        .dense("h", "x", 4, GLOROT)
                        .tanh("y", "h")
                        .outputs("y")),
                named(NetworkDefinition.named("sigmoid")
                        .input("x", 6)
                        .sigmoid("h", "x")
                        .dense("y", "h", 2, GLOROT)
                        .outputs("y")),
                named(NetworkDefinition.named("dropout")
                        .input("x", 6)
                        .dense("h", "x", 9, GLOROT)
                        .dropout("d", "h", 0.4)
                        .dense("y", "d", 2, GLOROT)
                        .outputs("y")),
                named(NetworkDefinition.named("batch normalisation")
                        .input("x", 6)
                        .dense("h", "x", 4, GLOROT)
                        .batchNormalization("n", "h")
                        .tanh("y", "n")
                        .outputs("y")),
                named(NetworkDefinition.named("batch normalisation of images")
                        .input("x", 3, 2, 2)
                        .batchNormalization("n", "x")
                        .tanh("t", "n")
                        .convolution("y", "t", 3, new Window(2, 1, 0), GLOROT)
                        .outputs("y")),
                named(NetworkDefinition.named("convolution")
                        .input("x", 5, 6, 2)
                        .convolution("y", "x", 3, new Window(4, 2, 1), GLOROT)
                        .outputs("y")),
                named(NetworkDefinition.named("convolution that leaves pixels over")
                        .input("x", 6, 6, 1)
                        .convolution("c", "x", 2, new Window(3, 2, 1), GLOROT)
                        .tanh("y", "c")
                        .outputs("y")),
                named(NetworkDefinition.named("convolution of many channels")
                        .input("x", 4, 4, 6)
                        .convolution("c", "x", 3, new Window(3, 1, 1), GLOROT)
                        .leakyRelu("y", "c", 0.2)
                        .outputs("y")),
                named(NetworkDefinition.named("transposed convolution")
                        .input("x", 2, 3, 2)
                        .transposedConvolution("y", "x", 1, new Window(4, 2, 1), GLOROT)
                        .outputs("y")),
                named(NetworkDefinition.named("transposed convolution to many channels")
                        .input("x", 2, 2, 3)
                        .transposedConvolution("t", "x", 6, new Window(4, 2, 1), GLOROT)
                        .tanh("y", "t")
                        .outputs("y")),
                named(NetworkDefinition.named("critic of images")
                        .input("x", 2, 6, 6)
                        .channelsLast("l", "x")
                        .convolution("c", "l", 4, new Window(4, 2, 1), GLOROT)
                        .leakyRelu("a", "c", 0.2)
                        .convolution("d", "a", 3, new Window(3, 1, 0), GLOROT)
                        .tanh("t", "d")
                        .dense("y", "t", 1, GLOROT)
                        .outputs("y")),
                named(NetworkDefinition.named("generator of images")
                        .input("x", 6)
                        .dense("d", "x", 12, GLOROT)
                        .reshape("r", "d", 2, 2, 3)
                        .tanh("a", "r")
                        .transposedConvolution("t", "a", 2, new Window(4, 2, 1), GLOROT)
                        .channelsFirst("f", "t")
                        .tanh("y", "f")
                        .outputs("y")),
                named(NetworkDefinition.named("companions")
                        .input("x", 6)
                        .node("c", new Companions(3), "x")
                        .dense("y", "c", 2, GLOROT)
                        .outputs("y")),
                named(NetworkDefinition.named("column")
                        .input("x", 6)
                        .dense("h", "x", 9, GLOROT)
                        .column("y", "h", 4)
                        .outputs("y")),
                named(NetworkDefinition.named("mean")
                        .input("x", 6)
                        .dense("h", "x", 9, GLOROT)
                        .node("y", FeatureMean.of(1, 4, 8), "h")
                        .outputs("y")),
                named(NetworkDefinition.named("distance")
                        .input("x", 6)
                        .dense("h", "x", 4, GLOROT)
                        .tanh("t", "h")
                        .dense("r", "t", 6, GLOROT)
                        .squaredDistance("y", "x", "r")
                        .outputs("y")),
                named(NetworkDefinition.named("spectral")
                        .input("x", 2, 4, 4)
                        .channelsLast("c", "x")
                        .node("k", new SpectralNormalization(new Convolution(3, new Window(4, 2, 1), GLOROT)), "c")
                        .tanh("t", "k")
                        .node("y", new SpectralNormalization(new Dense(2, GLOROT)), "t")
                        .outputs("y")),
                named(NetworkDefinition.named("deviation")
                        .input("x", 6)
                        .dense("h", "x", 4, GLOROT)
                        .tanh("t", "h")
                        .minibatchDeviation("m", "t", 1e-8)
                        .dense("y", "m", 2, GLOROT)
                        .outputs("y")),
                named(NetworkDefinition.named("offset")
                        .input("x", 6)
                        .dense("h", "x", 4, GLOROT)
                        .tanh("t", "h")
                        .dense("shared", "t", 1, GLOROT)
                        .dense("own", "t", 3, GLOROT)
                        .offset("y", "own", "shared")
                        .outputs("y")),
                named(NetworkDefinition.named("learned-value")
                        .input("x", 6)
                        .dense("h", "x", 4, GLOROT)
                        .learnedValue("y", "h")
                        .outputs("h", "y")),
                named(NetworkDefinition.named("heads")
                        .input("x", 6)
                        .dense("h", "x", 5, GLOROT)
                        .tanh("t", "h")
                        .dense("mean", "t", 2, GLOROT)
                        .dense("spread", "t", 2, GLOROT)
                        .outputs("mean", "spread", "t")));
    }

    private static Arguments named(NetworkDefinition definition) {
        return Arguments.of(definition);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsEqualFiniteDifferences(NetworkDefinition definition) {
        Network network = network(definition, DataType.DOUBLE);
        Execution execution = network.execution(
                BATCH, ExecutionMode.TRAINING, GradientRequest.of("x").andParameters());
        execution.seed(3);
        fill(execution.input("x"), 11);
        execution.forward();
        for (String output : definition.outputs()) {
            fill(execution.cotangent(output), 13);
        }
        execution.backward();

        assertGradient(
                definition,
                execution,
                execution.input("x"),
                execution.gradient("x").dup(),
                false);
        assertGradient(
                definition,
                execution,
                network.parameters(),
                execution.parameterGradient().dup(),
                true);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void floatPathStaysWithinATenThousandthOfDouble(NetworkDefinition definition) {
        INDArray exact = inputGradient(definition, DataType.DOUBLE);
        INDArray working = inputGradient(definition, DataType.FLOAT).castTo(DataType.DOUBLE);

        double scale = Math.max(1e-3, exact.amaxNumber().doubleValue());
        assertThat(working.sub(exact).amaxNumber().doubleValue() / scale).isLessThan(1e-4);
    }

    @Test
    void gradientOfAnIntermediateIsGivenWithoutItsInputs() {
        NetworkDefinition definition = NetworkDefinition.named("n")
                .input("x", 6)
                .dense("h", "x", 4, GLOROT)
                .relu("a", "h")
                .dense("y", "a", 1, GLOROT)
                .outputs("y");
        Network network = network(definition, DataType.DOUBLE);
        Execution execution = network.execution(2, ExecutionMode.INFERENCE, GradientRequest.of("a"));
        fill(execution.input("x"), 5);
        execution.forward();
        execution.cotangent("y").assign(1);
        execution.backward();

        INDArray weight = network.parametersByName().get("y.weight");
        assertThat(execution.gradient("a").getRow(0).toDoubleVector())
                .containsExactly(weight.reshape(4).toDoubleVector(), within(1e-15));
    }

    @Test
    void inferenceFormDropsDropoutAndKeepsTheParameters() {
        NetworkDefinition definition = NetworkDefinition.named("n")
                .input("x", 6)
                .dense("h", "x", 4, GLOROT)
                .dropout("d", "h", 0.5)
                .dense("y", "d", 1, GLOROT)
                .outputs("y");
        Network network = network(definition, DataType.DOUBLE);
        Network inference = network.inferenceForm();

        assertThat(inference.definition().nodes())
                .extracting(NetworkDefinition.Node::name)
                .containsExactly("h", "y");
        assertThat(output(inference)).isEqualTo(output(network));
    }

    @Test
    void definitionSurvivesJson() {
        networks()
                .map(arguments -> (NetworkDefinition) arguments.get()[0])
                .forEach(definition -> assertThat(NetworkJson.read(NetworkJson.write(definition)))
                        .isEqualTo(definition));
    }

    private static INDArray output(Network network) {
        Execution execution = network.execution(3, ExecutionMode.INFERENCE, GradientRequest.none());
        fill(execution.input("x"), 17);
        execution.forward();
        return execution.tensor("y");
    }

    private static INDArray inputGradient(NetworkDefinition definition, DataType precision) {
        Execution execution =
                network(definition, precision).execution(BATCH, ExecutionMode.INFERENCE, GradientRequest.of("x"));
        fill(execution.input("x"), 11);
        execution.forward();
        for (String output : definition.outputs()) {
            fill(execution.cotangent(output), 13);
        }
        execution.backward();
        return execution.gradient("x");
    }

    private static void assertGradient(
            NetworkDefinition definition,
            Execution execution,
            INDArray variable,
            INDArray gradient,
            boolean ofParameters) {
        INDArray flat = variable.reshape(variable.length());
        INDArray expected = gradient.reshape(gradient.length());
        for (long i = 0; i < flat.length(); i++) {
            if (ofParameters && isDirection(definition, i)) {
                // What spectral normalisation takes for given is moved by power iteration and not by gradients.
                assertThat(expected.getDouble(i)).isZero();
                continue;
            }
            double value = flat.getDouble(i);
            flat.putScalar(i, value + STEP);
            double above = loss(execution, definition);
            flat.putScalar(i, value - STEP);
            double below = loss(execution, definition);
            flat.putScalar(i, value);
            assertThat((above - below) / (2 * STEP)).isEqualTo(expected.getDouble(i), within(1e-7));
        }
    }

    private static boolean isDirection(NetworkDefinition definition, long parameter) {
        return definition.parameterLayout().stream()
                .anyMatch(spec -> spec.name().endsWith(".direction")
                        && parameter >= spec.offset()
                        && parameter < spec.offset() + spec.size());
    }

    /** The function whose gradient the cotangents define: the sum of output x cotangent over all outputs. */
    private static double loss(Execution execution, NetworkDefinition definition) {
        execution.forward();
        return definition.outputs().stream()
                .mapToDouble(output -> execution
                        .tensor(output)
                        .mul(execution.cotangent(output))
                        .sumNumber()
                        .doubleValue())
                .sum();
    }

    private static Network network(NetworkDefinition definition, DataType precision) {
        Network network = Network.initialised(definition, precision, 7);
        // Biases that are not zero, so that a forgotten one is noticed.
        network.parametersByName().forEach((name, values) -> {
            if (name.endsWith("bias")) {
                fill(values, 19);
            }
        });
        return network;
    }

    private static void fill(INDArray array, long seed) {
        RandomStream random = new RandomStream(seed);
        double[] values = new double[(int) array.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        array.assign(Nd4j.createFromArray(values).reshape(array.shape()).castTo(array.dataType()));
    }
}
