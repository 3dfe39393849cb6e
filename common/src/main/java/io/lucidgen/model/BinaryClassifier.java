package io.lucidgen.model;

import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Normalizer;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.NetworkDefinition;
import java.util.List;
import java.util.Map;

/**
 * A network of fully connected layers that tells two classes of samples apart: a GAN's discriminator on its own.
 *
 * <p>It generates nothing, so it is no model family and no configuration can name it. It is trained like one,
 * by steps, rounds and slots, which lets training be compared with other programs that train classifiers.
 */
public final class BinaryClassifier {

    public static final String FAMILY = "binary-classifier";
    public static final String NETWORK = "classifier";
    public static final String INPUT = "x";
    public static final String LOGIT = "logit";

    private BinaryClassifier() {}

    /**
     * The network for samples of a dataset, which it sees in [-1, 1].
     *
     * @param layers units of the hidden layers, which are LeakyReLU
     * @param leakySlope slope of the hidden activations below zero
     */
    public static ModelDefinition define(List<Integer> layers, double leakySlope, DatasetDescription dataset) {
        NetworkBuilder builder =
                NetworkDefinition.named(NETWORK).input(INPUT, dataset.shape().features());
        String tensor = INPUT;
        for (int i = 0; i < layers.size(); i++) {
            String dense = "hidden" + (i + 1);
            builder.dense(dense, tensor, layers.get(i), Weights.HE_NORMAL);
            tensor = dense + "-leaky-relu";
            builder.leakyRelu(tensor, dense, leakySlope);
        }
        return new ModelDefinition(
                FAMILY,
                dataset.shape(),
                Normalizer.symmetric(
                        dataset.statistics().min(), dataset.statistics().max()),
                0,
                Map.of(
                        NETWORK,
                        builder.dense(LOGIT, tensor, 1, Weights.GLOROT_UNIFORM).outputs(LOGIT)));
    }
}
