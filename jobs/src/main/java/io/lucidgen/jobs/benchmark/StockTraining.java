package io.lucidgen.jobs.benchmark;

import io.lucidgen.config.OptimizerConfig;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * dl4j-spark's own training master, with its defaults but for what the comparison fixes: batch, averaging frequency,
 * the way the data take, and the updater's state averaged with the parameters.
 */
final class StockTraining implements Contender {

    private static final double NANOS_PER_SECOND = 1e9;

    private final SparkDl4jMultiLayer network;
    private final JavaRDD<DataSet> batches;
    private final long examples;

    /**
     * Prepares the training of a classifier, and trains one epoch, which writes the exported files where there are any.
     *
     * @param batches whole batches, kept in memory
     * @param exportFolder where {@code Export} writes them, on a file system that all executors reach
     */
    StockTraining(
            JavaSparkContext spark,
            JavaRDD<DataSet> batches,
            long examples,
            MultiLayerConfiguration classifier,
            int batch,
            int averagingFrequency,
            RDDTrainingApproach approach,
            String exportFolder) {
        this.batches = batches;
        this.examples = examples;
        ParameterAveragingTrainingMaster master = new ParameterAveragingTrainingMaster.Builder(
                        batches.getNumPartitions(), batch)
                .batchSizePerWorker(batch)
                .averagingFrequency(averagingFrequency)
                .saveUpdater(true)
                // The batches are kept as objects already, which is faster than the bytes that it would make of them.
                .storageLevel(null)
                .rngSeed(BenchmarkData.SEED)
                .rddTrainingApproach(approach)
                .exportDirectory(exportFolder)
                .build();
        this.network = new SparkDl4jMultiLayer(spark, classifier, master);
        network.fit(batches);
    }

    /** The network: LeakyReLU layers and a logistic output with binary cross-entropy. */
    static MultiLayerConfiguration classifier(List<Integer> layers, double leakySlope, OptimizerConfig adam) {
        NeuralNetConfiguration.ListBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(BenchmarkData.SEED)
                .weightInit(WeightInit.RELU)
                .updater(new Adam(adam.learningRate(), adam.beta1(), adam.beta2(), adam.epsilon()))
                .list();
        int inputs = Rows.PIXELS;
        for (int units : layers) {
            builder.layer(new DenseLayer.Builder()
                    .nIn(inputs)
                    .nOut(units)
                    .activation(new ActivationLReLU(leakySlope))
                    .build());
            inputs = units;
        }
        return builder.layer(new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(inputs)
                        .nOut(1)
                        .weightInit(WeightInit.XAVIER)
                        .activation(Activation.SIGMOID)
                        .build())
                .build();
    }

    @Override
    public double samplesPerSecond() {
        long began = System.nanoTime();
        network.fit(batches);
        return examples / ((System.nanoTime() - began) / NANOS_PER_SECOND);
    }
}
