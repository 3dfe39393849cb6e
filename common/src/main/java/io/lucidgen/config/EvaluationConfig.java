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
 * @param likelihoodExamples at most so many held-out examples whose likelihood is asked for, at least 2
 * @param likelihoodDraws draws from the posterior behind the bound of each one's likelihood
 * @param minClassesFoundShare the share of the classes that the samples of a model must show; 0 demands nothing
 * @param maxClassEvenShares how many even shares of the samples the largest class may hold; from the number of classes
 *     on it demands nothing
 * @param minReconstructionClassKept the share of held-out samples that must keep their class when reconstructed; 0
 *     demands nothing
 */
public record EvaluationConfig(
        int scorerEpochs,
        int scorerBatchSize,
        int scorerAveragingFrequency,
        double scorerLearningRate,
        int neighbours,
        int referenceExamples,
        int bootstrap,
        int likelihoodExamples,
        int likelihoodDraws,
        double minClassesFoundShare,
        double maxClassEvenShares,
        double minReconstructionClassKept)
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
                .atLeast("likelihood-examples", likelihoodExamples, 2)
                .atLeast("likelihood-draws", likelihoodDraws, 1)
                .within("min-classes-found-share", minClassesFoundShare, 0, 1)
                .atLeast("max-class-even-shares", maxClassEvenShares, 1)
                .within("min-reconstruction-class-kept", minReconstructionClassKept, 0, 1)
                .refuse();
    }
}
