package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.FeatureRows;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A scorer ready to look at samples; one thread at a time. */
final class ScorerNetwork {
    private static final int BATCH = 500;

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
            float[] normalised = new float[count * inputs];
            scorer.card()
                    .normalizer()
                    .apply(
                            scorer.card().featureType(),
                            packed,
                            from * inputs * scorer.card().featureType().bytes(),
                            normalised,
                            0,
                            normalised.length);
            score(normalised, count, from, features, classes, probabilities);
        }
        return new ScoredRows(new FeatureRows(columns, features), classes, probabilities);
    }

    private void score(float[] normalised, int count, int at, float[] features, int[] classes, float[] probabilities) {
        try (INDArray input = Nd4j.createFromArray(normalised).reshape('c', count, normalised.length / count)) {
            var activations = network.feedForward(input, false);
            float[] hidden = activations
                    .get(ScorerSettings.FEATURE_LAYER + 1)
                    .dup('c')
                    .data()
                    .asFloat();
            System.arraycopy(hidden, 0, features, at * hidden.length / count, hidden.length);
            float[] output =
                    activations.get(activations.size() - 1).dup('c').data().asFloat();
            int choices = output.length / count;
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
