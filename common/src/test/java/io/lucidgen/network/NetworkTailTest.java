package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.network.Dense.Weights;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NetworkTailTest {

    private static final int BATCH = 3;

    private static Network network() {
        return Network.initialised(
                NetworkDefinition.named("generator")
                        .input("z", 5)
                        .dense("seeds", "z", 4 * 4 * 3, Weights.HE_NORMAL)
                        .reshape("maps", "seeds", 4, 4, 3)
                        .batchNormalization("norm", "maps")
                        .relu("relu", "norm")
                        .dropout("dropped", "relu", 0.5)
                        .transposedConvolution("image", "dropped", 1, new Window(4, 2, 1), Weights.HE_NORMAL)
                        .tanh("sample", "image")
                        .outputs("sample"),
                DataType.DOUBLE,
                1);
    }

    @Test
    void whatStandsBehindATensorComputesTheSameFromIt() {
        Network network = network();
        Execution whole = network.inferenceForm().execution(BATCH, ExecutionMode.INFERENCE, GradientRequest.none());
        whole.input("z").assign(Nd4j.rand(DataType.DOUBLE, BATCH, 5));
        whole.forward();

        for (String tensor : new String[] {"seeds", "maps", "norm", "relu", "image"}) {
            Network tail = NetworkTail.of(network, tensor).orElseThrow();
            Execution rest = tail.execution(BATCH, ExecutionMode.INFERENCE, GradientRequest.none());
            INDArray values = whole.tensor(tensor);
            rest.input(tensor).assign(values);
            rest.forward();
            assertThat(rest.tensor("sample").equalsWithEps(whole.tensor("sample"), 1e-14))
                    .as(tensor)
                    .isTrue();
        }
    }

    @Test
    void theLastTensorHasNothingBehindIt() {
        assertThat(NetworkTail.of(network(), "sample")
                        .orElseThrow()
                        .definition()
                        .nodes())
                .isEmpty();
    }

    @Test
    void aTensorThatIsReadTogetherWithAnotherIsNoCut() {
        Network network = Network.initialised(
                NetworkDefinition.named("error")
                        .input("x", 4)
                        .dense("y", "x", 4, Weights.HE_NORMAL)
                        .squaredDistance("error", "x", "y")
                        .outputs("error"),
                DataType.DOUBLE,
                1);

        assertThat(NetworkTail.of(network, "y")).isEmpty();
        assertThat(NetworkTail.of(network, "x")).isPresent();
    }
}
