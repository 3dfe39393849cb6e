package io.lucidgen.jobs.evaluation;

import io.lucidgen.config.EvaluationConfig;
import java.io.Serializable;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * What a scorer depends on besides its data.
 *
 * <p>The run's seed and its workers are no part of it: models that differ in them are still to be measured with one and
 * the same scorer.
 *
 * @param epochs passes over the training data
 * @param batchSize examples in a step of one worker
 * @param averagingFrequency steps between two averages
 * @param learningRate of Adam at the first step; it falls linearly towards 0
 */
record ScorerSettings(int epochs, int batchSize, int averagingFrequency, double learningRate) implements Serializable {
    /** Goes up when the network or its training changes, so that older scorers are not taken for new ones. */
    static final int REVISION = 1;

    static final int WORKERS = 2;
    static final long SEED = 20_170_825;

    /** Examples in a block of a worker's shard; order and batches do not depend on it. */
    static final int BLOCK_SIZE = 1024;

    static final int HIDDEN = 256;

    /** Size of the feature space: the output of the second hidden layer, after its ReLU. */
    static final int FEATURES = 128;

    static ScorerSettings of(EvaluationConfig config) {
        return new ScorerSettings(
                config.scorerEpochs(),
                config.scorerBatchSize(),
                config.scorerAveragingFrequency(),
                config.scorerLearningRate());
    }

    /** Batches of an epoch that one worker sees between two averages times how often it does. */
    int stepsPerEpoch(long examples) {
        long batches = (examples + batchSize - 1) / batchSize;
        long perAverage = (long) WORKERS * averagingFrequency;
        return Math.toIntExact((batches + perAverage - 1) / perAverage * averagingFrequency);
    }

    /** The network: dense layers with ReLU, the last hidden one being the features. */
    MultiLayerConfiguration network(int inputs, int classes, long examples) {
        // The schedule must not reach 0 before the last step: past its end the rate would be negative.
        int steps = epochs * stepsPerEpoch(examples) + averagingFrequency;
        return new NeuralNetConfiguration.Builder()
                .seed(SEED)
                .weightInit(WeightInit.RELU)
                .updater(new Adam(new PolySchedule(ScheduleType.ITERATION, learningRate, 1, steps)))
                .list()
                .layer(dense(HIDDEN))
                .layer(dense(FEATURES))
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nOut(classes)
                        .weightInit(WeightInit.XAVIER)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.feedForward(inputs))
                .build();
    }

    private static DenseLayer dense(int units) {
        return new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build();
    }
}
