package io.lucidgen.evaluation;

import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.Window;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Features of a network of convolutions that nobody trained: it knows nothing of the data, so no model can have learned
 * to please it.
 */
public final class RandomConvolutions {

    private static final Window HALVES = new Window(4, 2, 1);
    private static final int[] FILTERS = {32, 64};

    private RandomConvolutions() {}

    /**
     * The space for images.
     *
     * @param features how many
     * @param seed of the parameters
     */
    public static FeatureSpace of(int channels, int height, int width, int features, long seed) {
        NetworkBuilder builder = NetworkDefinition.named(FeatureSpace.RANDOM_CONVOLUTIONS)
                .input(FeatureSpace.INPUT, channels, height, width)
                .channelsLast("image", FeatureSpace.INPUT);
        String last = "image";
        int side = Math.min(height, width);
        for (int i = 0; i < FILTERS.length && side >= 4; i++) {
            builder.convolution("maps" + i, last, FILTERS[i], HALVES, Weights.HE_NORMAL)
                    .relu("relu" + i, "maps" + i);
            last = "relu" + i;
            side /= 2;
        }
        NetworkDefinition definition = builder.dense(FeatureSpace.FEATURES, last, features, Weights.HE_NORMAL)
                .outputs(FeatureSpace.FEATURES);
        float[] parameters = Network.initialised(definition, DataType.FLOAT, seed)
                .parameters()
                .toFloatVector();
        return new FeatureSpace(FeatureSpace.RANDOM_CONVOLUTIONS, definition, parameters);
    }
}
