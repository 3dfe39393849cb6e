package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.network.Dense.Weights;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SpectralNormalizationTest {

    private static Network layer(int inputs, int units) {
        return Network.initialised(
                NetworkDefinition.named("n")
                        .input("x", inputs)
                        .node("y", new SpectralNormalization(new Dense(units, Weights.HE_NORMAL)), "x")
                        .outputs("y"),
                DataType.DOUBLE,
                5);
    }

    @Test
    void findsTheLargestSingularValueOfAWeightWhoseValuesAreKnown() {
        Network network = layer(3, 2);
        Map<String, INDArray> parameters = network.parametersByName();
        // Rotated from diag(3, 1): singular values 3 and 1.
        double c = Math.cos(0.4);
        double s = Math.sin(0.4);
        parameters.get("y.weight").assign(Nd4j.create(new double[][] {{3 * c, -3 * s}, {s, c}, {0, 0}}));

        for (int i = 0; i < 20; i++) {
            SpectralNormalization.turn(network);
        }

        Execution execution = network.execution(1, ExecutionMode.INFERENCE, GradientRequest.none());
        execution.input("x").assign(Nd4j.create(new double[][] {{1, 0, 0}}));
        execution.forward();
        INDArray out = execution.tensor("y");
        assertThat(out.getDouble(0, 0)).isEqualTo(c, within(1e-12));
        assertThat(out.getDouble(0, 1)).isEqualTo(-s, within(1e-12));
        assertThat(parameters.get("y.direction").norm2Number().doubleValue()).isEqualTo(1, within(1e-12));
    }

    @Test
    void noInputIsStretchedOnceTheDirectionIsFound() {
        Network network = layer(30, 20);
        for (int i = 0; i < 500; i++) {
            SpectralNormalization.turn(network);
        }
        Execution execution = network.execution(64, ExecutionMode.INFERENCE, GradientRequest.none());
        execution.input("x").assign(Nd4j.randn(DataType.DOUBLE, 64, 30));
        execution.forward();
        INDArray before = execution.input("x").norm2(1);
        INDArray after = execution.tensor("y").norm2(1);
        for (int row = 0; row < 64; row++) {
            assertThat(after.getDouble(row)).isLessThanOrEqualTo(before.getDouble(row) * (1 + 1e-6));
        }
    }

    @Test
    void aWeightOfZerosStaysOne() {
        Network network = layer(3, 2);
        network.parametersByName().get("y.weight").assign(0);

        SpectralNormalization.turn(network);

        Execution execution = network.execution(1, ExecutionMode.INFERENCE, GradientRequest.none());
        execution.input("x").assign(1);
        execution.forward();
        assertThat(execution.tensor("y").sumNumber().doubleValue()).isZero();
        assertThat(network.parametersByName().get("y.direction").isNaN().any()).isFalse();
    }
}
