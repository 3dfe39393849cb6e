package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.Block;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Normalizer;
import io.lucidgen.error.UserException;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a scorer's network by parameter averaging with dl4j-spark's own training master. */
final class ScorerTraining {
    private static final Logger LOG = LoggerFactory.getLogger(ScorerTraining.class);

    private final JavaSparkContext spark;
    private final ScorerSettings settings;

    ScorerTraining(JavaSparkContext spark, ScorerSettings settings) {
        this.spark = spark;
        this.settings = settings;
    }

    /**
     * Trains a network.
     *
     * @param blocks one partition for each of {@link ScorerSettings#WORKERS} workers, in a fixed order
     * @param examples the examples of all blocks
     */
    MultiLayerNetwork train(
            JavaRDD<Block> blocks, FeatureType type, Normalizer normalizer, int classes, long examples) {
        JavaRDD<DataSet> batches = blocks.mapPartitions(
                        new BatchPacker(type, normalizer, classes, settings.batchSize()))
                // As objects: the master filters all batches once for every average.
                .persist(StorageLevel.MEMORY_ONLY());
        try {
            requireWorkForAll(batches);
            int inputs = blocks.first().bytesPerExample() / type.bytes();
            SparkDl4jMultiLayer network =
                    new SparkDl4jMultiLayer(spark, settings.network(inputs, classes, examples), master());
            for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
                network.fit(batches);
                LOG.info("Scorer: epoch {} of {}, loss {}", epoch, settings.epochs(), network.getScore());
            }
            return network.getNetwork();
        } finally {
            batches.unpersist();
        }
    }

    private ParameterAveragingTrainingMaster master() {
        return new ParameterAveragingTrainingMaster.Builder(ScorerSettings.WORKERS, settings.batchSize())
                .batchSizePerWorker(settings.batchSize())
                .averagingFrequency(settings.averagingFrequency())
                // Off by default, which would restart Adam's moments but not its step count at every average.
                .saveUpdater(true)
                .rngSeed(ScorerSettings.SEED)
                // The partitions are balanced already, and moving them would depend on the order of tasks.
                .repartionData(Repartition.Never)
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .storageLevel(null)
                .workerPrefetchNumBatches(0)
                .build();
    }

    /** The master skips a worker without data in silence, and trains on nothing when all are. */
    private static void requireWorkForAll(JavaRDD<DataSet> batches) {
        List<Integer> counts = batches.mapPartitions(new BatchCount()).collect();
        LOG.info("Scorer: batches of each worker {}", counts);
        if (counts.size() != ScorerSettings.WORKERS || counts.contains(0)) {
            throw UserException.data(
                    "train the scorer",
                    "batches of its workers",
                    counts,
                    "each of " + ScorerSettings.WORKERS + " workers needs training examples",
                    "Ingest more labelled data");
        }
    }
}
