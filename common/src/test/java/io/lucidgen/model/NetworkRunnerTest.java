package io.lucidgen.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.Window;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NetworkRunnerTest {

    static List<Network> networks() {
        NetworkBuilder dense = NetworkDefinition.named("dense")
                .input("z", 100)
                .dense("hidden", "z", 256, Weights.HE_NORMAL)
                .relu("hidden-relu", "hidden")
                .dense("sample", "hidden-relu", 784, Weights.GLOROT_UNIFORM);
        NetworkBuilder convolutional = NetworkDefinition.named("convolutional")
                .input("z", 100)
                .dense("seeds", "z", 7 * 7 * 64, Weights.HE_NORMAL)
                .reshape("maps2", "seeds", 7, 7, 64)
                .relu("maps2-relu", "maps2")
                .transposedConvolution("maps1", "maps2-relu", 32, new Window(4, 2, 1), Weights.HE_NORMAL)
                .relu("maps1-relu", "maps1")
                .transposedConvolution("sample", "maps1-relu", 1, new Window(4, 2, 1), Weights.GLOROT_UNIFORM);
        NetworkBuilder reading = NetworkDefinition.named("reading")
                .input("x", 784)
                .reshape("rows", "x", 28, 28, 1)
                .convolution("maps1", "rows", 32, new Window(4, 2, 1), Weights.HE_NORMAL)
                .relu("maps1-relu", "maps1")
                .convolution("maps2", "maps1-relu", 64, new Window(4, 2, 1), Weights.HE_NORMAL)
                .dense("sample", "maps2", 10, Weights.GLOROT_UNIFORM);
        return List.of(dense, convolutional, reading).stream()
                .map(network -> Network.initialised(network.outputs("sample"), DataType.FLOAT, 3))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aRowHasTheSameBitsInAnyPlaceOfAnyNumberOfRows(Network network) {
        NetworkRunner runner = new NetworkRunner(network);
        int size = network.definition().inputs().values().iterator().next().size();
        INDArray row = Nd4j.rand(DataType.FLOAT, 1, size);
        float[] alone = runner.run(row, "sample").toFloatVector();

        for (int count : new int[] {2, 5, 63, 64, 65, 130}) {
            INDArray all = runner.run(Nd4j.repeat(row, count).reshape(count, size), "sample");
            for (int i = 0; i < count; i++) {
                assertThat(all.getRow(i).reshape(all.columns()).toFloatVector())
                        .as("row %d of %d", i, count)
                        .isEqualTo(alone);
            }
        }
    }
}
