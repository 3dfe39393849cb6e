package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.FeatureRows;
import io.lucidgen.model.NetworkRunner;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A scorer ready to look at samples; one thread at a time.
 *
 * <p>It computes with this project's networks and not with DL4J's, which on some processors give a row other bits in
 * another place of its batch: what the scorer sees in a sample is to be the same whatever samples come with it.
 */
final class ScorerNetwork {
    private static final String INPUT = "x";
    private static final String FEATURES = "features";

    private final NetworkRunner runner;
    private final Scorer scorer;
    private final int inputs;
    /** {@code [features, classes]}, and then {@code [classes]} biases. */
    private final float[] output;

    ScorerNetwork(Scorer scorer) {
        this.scorer = scorer;
        int classes = scorer.card().classes();
        float[] stored = scorer.parameters();
        int outputSize = (ScorerSettings.FEATURES + 1) * classes;
        int hidden = ScorerSettings.HIDDEN;
        int before = stored.length - outputSize - (hidden + 1) * ScorerSettings.FEATURES;
        this.inputs = before / hidden - 1;
        this.output = Arrays.copyOf(stored, outputSize);
        NetworkDefinition definition = NetworkDefinition.named("scorer")
                .input(INPUT, inputs)
                .dense("hidden", INPUT, hidden, Weights.HE_NORMAL)
                .relu("hidden-relu", "hidden")
                .dense("feature", "hidden-relu", ScorerSettings.FEATURES, Weights.HE_NORMAL)
                .relu(FEATURES, "feature")
                .outputs(FEATURES);
        float[] parameters = new float[definition.parameterCount()];
        int at = rowMajor(stored, 0, inputs, hidden, parameters);
        at = rowMajor(stored, at, hidden, ScorerSettings.FEATURES, parameters);
        rowMajorOutput(stored, at, classes, output);
        this.runner = new NetworkRunner(new Network(definition, Nd4j.createFromArray(parameters)));
    }

    /** Copies a layer whose weight DL4J keeps column by column; returns where the next one begins. */
    private static int rowMajor(float[] from, int at, int inputs, int units, float[] to) {
        transpose(from, at, inputs, units, to, at);
        int bias = at + inputs * units;
        System.arraycopy(from, bias, to, bias, units);
        return bias + units;
    }

    private static void rowMajorOutput(float[] from, int at, int classes, float[] to) {
        transpose(from, at, ScorerSettings.FEATURES, classes, to, 0);
        int weights = ScorerSettings.FEATURES * classes;
        System.arraycopy(from, at + weights, to, weights, classes);
    }

    private static void transpose(float[] from, int at, int inputs, int units, float[] to, int first) {
        for (int input = 0; input < inputs; input++) {
            for (int unit = 0; unit < units; unit++) {
                to[first + input * units + unit] = from[at + unit * inputs + input];
            }
        }
    }

    /**
     * What the scorer sees in samples: in one of several pictures the features of each, and the probabilities of all
     * combinations of their classes, the last picture's changing fastest.
     *
     * @param packed {@code [samples, features]}, raw values as the dataset packs them
     */
    ScoredRows score(byte[] packed, int samples) {
        int pictures = scorer.card().pictures();
        float[] values = new float[samples * pictures * inputs];
        scorer.card().normalizer().apply(scorer.card().featureType(), packed, 0, values, 0, values.length);
        INDArray seen = runner.run(Nd4j.createFromArray(values).reshape('c', samples * pictures, inputs), FEATURES);
        FeatureRows features =
                new FeatureRows(pictures * ScorerSettings.FEATURES, seen.ravel().toFloatVector());
        int[] classes = new int[samples];
        float[][] probabilities = new float[samples][];
        for (int i = 0; i < samples; i++) {
            probabilities[i] = new float[] {1};
            for (int picture = i * pictures; picture < (i + 1) * pictures; picture++) {
                probabilities[i] =
                        combined(probabilities[i], probabilities(features.values(), picture * ScorerSettings.FEATURES));
            }
            for (int c = 1; c < probabilities[i].length; c++) {
                classes[i] = probabilities[i][c] > probabilities[i][classes[i]] ? c : classes[i];
            }
        }
        return new ScoredRows(features, classes, probabilities);
    }

    /** The probabilities of all pairs, the second's changing fastest. */
    private static float[] combined(float[] first, float[] second) {
        float[] pairs = new float[first.length * second.length];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = first[i / second.length] * second[i % second.length];
        }
        return pairs;
    }

    /** The softmax of the last layer's logits. */
    private float[] probabilities(float[] features, int at) {
        int classes = scorer.card().classes();
        double[] logits = new double[classes];
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            logits[c] = output[ScorerSettings.FEATURES * classes + c];
            for (int f = 0; f < ScorerSettings.FEATURES; f++) {
                logits[c] += (double) features[at + f] * output[f * classes + c];
            }
            largest = Math.max(largest, logits[c]);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            logits[c] = Math.exp(logits[c] - largest);
            sum += logits[c];
        }
        float[] probabilities = new float[classes];
        for (int c = 0; c < classes; c++) {
            probabilities[c] = (float) (logits[c] / sum);
        }
        return probabilities;
    }
}
