package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The functions in blocks against their formulas, over lengths around the ends of blocks and over odd values. */
class BlockedActivationTest {

    private static final float[] ODD = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        1e30f,
        -1e30f,
        Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY
    };

    @ParameterizedTest
    @CsvSource({
        "RELU, 0, 1",
        "RELU, 0, 2047",
        "RELU, 0, 2048",
        "RELU, 0, 2049",
        "RELU, 0, 5000",
        "LEAKY_RELU, 0.2, 1",
        "LEAKY_RELU, 0.2, 2047",
        "LEAKY_RELU, 0.2, 2048",
        "LEAKY_RELU, 0.01, 5000",
        "TANH, 0, 1",
        "TANH, 0, 2049",
        "TANH, 0, 5000",
        "SIGMOID, 0, 2047",
        "SIGMOID, 0, 4096"
    })
    void valuesAndGradientsAreThoseOfTheFormula(Activation.Function function, double slope, int length) {
        float[] arguments = new float[length];
        float[] cotangents = new float[length];
        new RandomStream(length).fillGaussian(arguments);
        new RandomStream(length + 1).fillGaussian(cotangents);
        Passes passes = pass(new Activation(function, slope), arguments, cotangents);
        for (int i = 0; i < length; i++) {
            double x = arguments[i];
            assertThat((double) passes.values[i])
                    .isEqualTo(value(function, slope, x), within(2e-7 * (1 + Math.abs(x))));
            double gradient = cotangents[i] * derivative(function, slope, x);
            assertThat((double) passes.gradients[i]).isEqualTo(gradient, within(1e-6));
        }
    }

    @Test
    void oddValuesPassTheGate() {
        float[] ones = new float[ODD.length];
        Arrays.fill(ones, 1);
        Passes leaky = pass(Activation.leakyRelu(0.25), ODD, ones);
        for (int i = 0; i < ODD.length; i++) {
            assertThat(leaky.values[i]).isEqualTo(ODD[i] > 0 ? ODD[i] : 0.25f * ODD[i]);
        }
        // -MIN_VALUE / 4 rounds to -0, whose gradient is the slope too.
        assertThat(leaky.gradients).containsExactly(0.25f, 0.25f, 1f, 0.25f, 1f, 1f, 0.25f, 1f, 1f, 0.25f);
        Passes relu = pass(Activation.relu(), ODD, ones);
        assertThat(relu.gradients).containsExactly(0f, 0f, 1f, 0f, 1f, 1f, 0f, 1f, 1f, 0f);
    }

    @Test
    void whatIsNotANumberStaysSo() {
        Passes passes = pass(Activation.leakyRelu(0.2), new float[] {Float.NaN, 1f}, new float[] {1f, Float.NaN});
        assertThat(passes.values[0]).isNaN();
        assertThat(passes.gradients[0]).isNaN();
        assertThat(passes.gradients[1]).isNaN();
    }

    @Test
    void slopesThatAreNoMaximumAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Activation.leakyRelu(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Activation.leakyRelu(1));
    }

    private record Passes(float[] values, float[] gradients) {}

    private static Passes pass(Activation activation, float[] arguments, float[] cotangents) {
        INDArray input = row(arguments);
        INDArray output = row(new float[arguments.length]);
        INDArray outputGradient = row(cotangents);
        INDArray inputGradient = row(new float[arguments.length]);
        assertThat(HostBlocks.suit(output)).isTrue();
        Kernel kernel = activation.kernel(new KernelArrays(
                List.of(input),
                List.of(TensorShape.of(arguments.length)),
                output,
                List.of(),
                outputGradient,
                List.of(inputGradient),
                List.of(),
                ExecutionMode.TRAINING,
                () -> new RandomStream(1)));
        kernel.forward();
        kernel.backward();
        float[] values = new float[arguments.length];
        float[] gradients = new float[arguments.length];
        HostCopy.read(output, values);
        HostCopy.read(inputGradient, gradients);
        return new Passes(values, gradients);
    }

    private static INDArray row(float[] values) {
        INDArray row = Nd4j.create(DataType.FLOAT, new long[] {1, values.length}, 'c');
        HostCopy.write(values, row);
        return row;
    }

    private static double value(Activation.Function function, double slope, double x) {
        return switch (function) {
            case RELU, LEAKY_RELU -> x > 0 ? x : slope * x;
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
        };
    }

    private static double derivative(Activation.Function function, double slope, double x) {
        double value = value(function, slope, x);
        return switch (function) {
            case RELU, LEAKY_RELU -> x > 0 ? 1 : slope;
            case TANH -> 1 - value * value;
            case SIGMOID -> value * (1 - value);
        };
    }
}
