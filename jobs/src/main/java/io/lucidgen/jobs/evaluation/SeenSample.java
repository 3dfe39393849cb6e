package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.FeatureRows;
import java.io.Serializable;
import java.util.List;

/**
 * One sample of a comparison, as the scorer and the model see it.
 *
 * @param ordinal its place in its table, which orders a comparison
 * @param features the output of the scorer's last hidden layer
 * @param probabilities of each class as the scorer sees it
 * @param criticLogit null when the model has no critic or was not asked
 * @param reconstruction null when the model does not reconstruct or was not asked
 */
record SeenSample(
        long ordinal, float[] features, float[] probabilities, Double criticLogit, Reconstruction reconstruction)
        implements Serializable {

    /**
     * What a model made of a sample that went through its encoder and decoder.
     *
     * @param classKept whether the scorer puts the reconstruction into the class that it puts the sample into
     * @param squaredError of a feature on average, in the model's range
     */
    record Reconstruction(boolean classKept, double squaredError) implements Serializable {}

    /** A sample of a batch that the scorer has seen. */
    static SeenSample of(long ordinal, ScoredRows scored, int row, Double criticLogit, Reconstruction reconstruction) {
        return new SeenSample(
                ordinal,
                scored.features().slice(row, row + 1).values(),
                scored.probabilities()[row],
                criticLogit,
                reconstruction);
    }

    static FeatureRows features(List<SeenSample> samples) {
        int columns = samples.get(0).features().length;
        float[] values = new float[samples.size() * columns];
        for (int i = 0; i < samples.size(); i++) {
            System.arraycopy(samples.get(i).features(), 0, values, i * columns, columns);
        }
        return new FeatureRows(columns, values);
    }
}
