package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Normalisation in blocks of single precision against whole arrays in double, and its statistics in inference. */
class BatchNormalizationTest {

    @ParameterizedTest
    @CsvSource({"4, 3", "64, 64", "100, 7", "33, 1024", "9, 3000", "700, 128"})
    void blocksComeToWhatWholeArraysDo(int batch, int channels) {
        for (ExecutionMode mode : ExecutionMode.values()) {
            Execution blocks = pass(batch, channels, DataType.FLOAT, mode);
            Execution arrays = pass(batch, channels, DataType.DOUBLE, mode);

            assertClose(blocks.tensor("y"), arrays.tensor("y"), 1e-5);
            assertClose(blocks.gradient("x"), arrays.gradient("x"), 2e-5);
            assertClose(blocks.parameterGradient(), arrays.parameterGradient(), 2e-5);
        }
    }

    @Test
    void aBatchComesOutWithMeanZeroAndVarianceOne() {
        Execution execution = pass(200, 5, DataType.DOUBLE, ExecutionMode.TRAINING);
        INDArray output = execution.tensor("y");
        INDArray centred = output.subRowVector(output.mean(0));

        for (int channel = 0; channel < 5; channel++) {
            assertThat(output.mean(0).getDouble(channel)).isEqualTo(parameter("y.shift", channel), within(1e-9));
            assertThat(Math.sqrt(centred.mul(centred).mean(0).getDouble(channel)))
                    .isEqualTo(parameter("y.scale", channel), within(1e-4));
        }
    }

    @Test
    void manyPassesComeToWhatOneDoes() {
        for (ExecutionMode mode : ExecutionMode.values()) {
            Execution once = pass(700, 128, DataType.FLOAT, mode);
            Execution often = pass(700, 128, DataType.FLOAT, mode);
            for (int i = 0; i < 300; i++) {
                often.forward();
                often.backward();
            }

            assertThat(often.parameterGradient()).isEqualTo(once.parameterGradient());
            assertThat(often.gradient("x")).isEqualTo(once.gradient("x"));
        }
    }

    @Test
    void statisticsAreNotTrained() {
        Execution execution = pass(20, 3, DataType.DOUBLE, ExecutionMode.TRAINING);

        INDArray gradient = execution.parameterGradient();
        for (ParameterSpec spec : definition(3).parameterLayout()) {
            boolean statistic = spec.name().endsWith(".mean") || spec.name().endsWith(".variance");
            for (int i = 0; i < spec.size(); i++) {
                assertThat(gradient.getDouble(spec.offset() + i) == 0).isEqualTo(statistic);
            }
        }
    }

    private static NetworkDefinition definition(int channels) {
        return NetworkDefinition.named("n")
                .input("x", channels)
                .batchNormalization("y", "x")
                .outputs("y");
    }

    private static Execution pass(int batch, int channels, DataType precision, ExecutionMode mode) {
        Network network = Network.initialised(definition(channels), precision, 3);
        network.parametersByName().forEach((name, values) -> fill(values, name.hashCode(), 1, 0.3));
        Execution execution =
                network.execution(batch, mode, GradientRequest.of("x").andParameters());
        fill(execution.input("x"), 7, 2, 3);
        fill(execution.cotangent("y"), 9, 0.1, 1);
        execution.forward();
        execution.backward();
        return execution;
    }

    private static double parameter(String name, int channel) {
        INDArray values = Network.initialised(definition(5), DataType.DOUBLE, 3)
                .parametersByName()
                .get(name);
        fill(values, name.hashCode(), 1, 0.3);
        return values.getDouble(channel);
    }

    /** Numbers around a centre; positive ones where the spread is a third of it or less. */
    private static void fill(INDArray values, long seed, double centre, double spread) {
        RandomStream random = new RandomStream(seed);
        for (long i = 0; i < values.length(); i++) {
            double draw = centre + spread * (2 * random.nextUniform() - 1);
            values.putScalar(i, (float) draw);
        }
    }

    private static void assertClose(INDArray actual, INDArray expected, double tolerance) {
        INDArray exact = expected.castTo(DataType.DOUBLE);
        double scale = Math.max(1e-3, exact.amaxNumber().doubleValue());
        double error = actual.castTo(DataType.DOUBLE).sub(exact).amaxNumber().doubleValue();
        assertThat(error / scale).isLessThan(tolerance);
    }
}
