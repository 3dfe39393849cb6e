package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * How generated samples are scored against real ones.
 *
 * @param scorerEpochs passes over the training data of the classifier whose features the scores are computed in
 * @param scorerBatchSize examples in a step of one of its workers
 * @param scorerAveragingFrequency steps between two averages of its workers
 * @param neighbours how many nearest neighbours bound a sample's surroundings
 * @param referenceExamples at most so many real examples on each side of a comparison
 * @param bootstrap resamples behind each interval
 */
public record EvaluationConfig(
        int scorerEpochs,
        int scorerBatchSize,
        int scorerAveragingFrequency,
        double scorerLearningRate,
        int neighbours,
        int referenceExamples,
        int bootstrap)
        implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public EvaluationConfig {
        new Problems()
                .atLeast("scorer-epochs", scorerEpochs, 1)
                .atLeast("scorer-batch-size", scorerBatchSize, 1)
                .atLeast("scorer-averaging-frequency", scorerAveragingFrequency, 1)
                .above("scorer-learning-rate", scorerLearningRate, 0)
                .atLeast("neighbours", neighbours, 1)
                .atLeast("reference-examples", referenceExamples, 2)
                .agree(
                        referenceExamples < 2 || neighbours < referenceExamples,
                        "neighbours",
                        List.of("reference-examples"),
                        "must be below reference-examples = " + referenceExamples)
                .atLeast("bootstrap", bootstrap, 1)
                .refuse();
    }
}
