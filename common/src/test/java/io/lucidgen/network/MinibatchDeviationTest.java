package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MinibatchDeviationTest {

    private final Network network = Network.initialised(
            NetworkDefinition.named("n")
                    .input("x", 2)
                    .minibatchDeviation("y", "x", 1e-12)
                    .outputs("y"),
            DataType.DOUBLE,
            5);

    private INDArray run(ExecutionMode mode) {
        Execution execution = network.execution(2, mode, GradientRequest.none());
        execution.input("x").assign(Nd4j.create(new double[][] {{1, 10}, {3, 16}}));
        execution.forward();
        return execution.tensor("y");
    }

    @Test
    void isTheMeanOfTheValuesDeviationsOverTheBatch() {
        INDArray out = run(ExecutionMode.TRAINING);

        // Deviations 1 and 3.
        assertThat(out.getDouble(0, 2)).isEqualTo(2, within(1e-9));
        assertThat(out.getDouble(1, 2)).isEqualTo(2, within(1e-9));
        assertThat(out.getDouble(1, 1)).isEqualTo(16);
        assertThat(MinibatchDeviation.of(out)).isEqualTo(2, within(1e-9));
    }

    @Test
    void inInferenceItIsTheParameterWhateverTheBatch() {
        network.parametersByName().get("y." + MinibatchDeviation.TYPICAL).assign(0.7);

        INDArray out = run(ExecutionMode.INFERENCE);

        assertThat(out.getDouble(0, 2)).isEqualTo(0.7);
        assertThat(out.getDouble(0, 0)).isEqualTo(1);
    }
}
