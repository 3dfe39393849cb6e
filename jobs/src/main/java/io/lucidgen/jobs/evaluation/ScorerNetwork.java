package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.FeatureType;
import io.lucidgen.evaluation.FeatureRows;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A scorer ready to look at samples; one thread at a time.
 *
 * <p>A batch is filled up with zeros to a fixed size, so that what the scorer sees in a sample has the same bits
 * whatever samples come with it.
 */
final class ScorerNetwork {
    static final int BATCH = 256;

    private final MultiLayerNetwork network;
    private final Scorer scorer;

    ScorerNetwork(Scorer scorer) {
        this.scorer = scorer;
        this.network = new MultiLayerNetwork(MultiLayerConfiguration.fromJson(scorer.network()));
        // A copy: the network keeps its parameters as a view of the array that it is given.
        network.init(Nd4j.createFromArray(scorer.parameters()).reshape(1, scorer.parameters().length), false);
    }

    /**
     * What the scorer sees in samples.
     *
     * @param packed {@code [samples, features]}, raw values as the dataset packs them
     */
    ScoredRows score(byte[] packed, int samples) {
        int inputs = packed.length / samples / scorer.card().featureType().bytes();
        int columns = network.layerSize(ScorerSettings.FEATURE_LAYER);
        float[] features = new float[samples * columns];
        int[] classes = new int[samples];
        float[] probabilities = new float[samples];
        for (int from = 0; from < samples; from += BATCH) {
            int count = Math.min(BATCH, samples - from);
            float[] normalised = new float[BATCH * inputs];
            FeatureType type = scorer.card().featureType();
            scorer.card().normalizer().apply(type, packed, from * inputs * type.bytes(), normalised, 0, count * inputs);
            score(normalised, count, from, features, classes, probabilities);
        }
        return new ScoredRows(new FeatureRows(columns, features), classes, probabilities);
    }

    private void score(float[] normalised, int count, int at, float[] features, int[] classes, float[] probabilities) {
        try (INDArray input = Nd4j.createFromArray(normalised).reshape('c', BATCH, normalised.length / BATCH)) {
            var activations = network.feedForward(input, false);
            float[] hidden = activations
                    .get(ScorerSettings.FEATURE_LAYER + 1)
                    .dup('c')
                    .data()
                    .asFloat();
            int columns = hidden.length / BATCH;
            System.arraycopy(hidden, 0, features, at * columns, count * columns);
            float[] output =
                    activations.get(activations.size() - 1).dup('c').data().asFloat();
            int choices = output.length / BATCH;
            for (int i = 0; i < count; i++) {
                int best = 0;
                for (int c = 1; c < choices; c++) {
                    best = output[i * choices + c] > output[i * choices + best] ? c : best;
                }
                classes[at + i] = best;
                probabilities[at + i] = output[i * choices + best];
            }
        }
    }
}
