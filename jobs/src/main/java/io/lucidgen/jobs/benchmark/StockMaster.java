package io.lucidgen.jobs.benchmark;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.jobs.training.TrialRounds;
import io.lucidgen.model.BinaryClassifier;
import io.lucidgen.model.ModelDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Our rounds beside dl4j-spark's training master: the same classifier, images, batch, workers and executors, and the
 * same number of steps between two averages of parameters and Adam's moments.
 */
final class StockMaster implements Measure {

    private static final int WORKERS = 2;
    private static final int BATCH = 128;
    private static final List<Integer> LAYERS = List.of(1024, 512, 256);
    private static final double SLOPE = 0.2;
    private static final List<Integer> LOCAL_STEPS = List.of(5, 20);
    private static final String OURS = "ours";
    private static final String DEFAULT_FILES = "fs.defaultFS";

    private final Path exportFolder;

    /** @param exportFolder where the stock master may write batches, on a file system that all executors reach */
    StockMaster(Path exportFolder) {
        this.exportFolder = exportFolder;
    }

    @Override
    public String name() {
        return "stock-master";
    }

    @Override
    public void run(Bench bench) throws Exception {
        Configuration hadoop = bench.spark().hadoopConfiguration();
        String defaultFiles = hadoop.get(DEFAULT_FILES);
        try {
            if (exportFolder.getFileSystem(hadoop).getScheme().equals("file")) {
                // The stock master refuses to export where the default file system is local, even when all executors
                // share it; what it exports goes to the folder that it is given in either case.
                hadoop.set("fs.viewfs.mounttable.benchmark.linkFallback", "file:///");
                hadoop.set(DEFAULT_FILES, "viewfs://benchmark/");
            }
            for (int localSteps : LOCAL_STEPS) {
                run(bench, localSteps);
            }
        } finally {
            hadoop.set(DEFAULT_FILES, defaultFiles);
            exportFolder.getFileSystem(bench.spark().hadoopConfiguration()).delete(exportFolder, true);
        }
    }

    private void run(Bench bench, int localSteps) throws Exception {
        int averages = Math.max(1, bench.effort().stockBatches() / WORKERS / localSteps);
        long examples = (long) averages * WORKERS * localSteps * BATCH;
        // A block is a batch, for the stock master takes whole batches.
        ShardPlan plan = new ShardPlan(examples, WORKERS, BATCH, BenchmarkData.SEED);
        ModelDefinition definition = BinaryClassifier.define(LAYERS, SLOPE, Rows.description(examples));
        try (BenchmarkShards shards = bench.data().shards(bench.spark(), plan)) {
            JavaRDD<DataSet> batches =
                    shards.blocks().map(new PackBatch(definition.normalizer())).persist(StorageLevel.MEMORY_ONLY());
            batches.count();
            compare(bench, localSteps, averages, shards, definition, batches);
            batches.unpersist();
        }
    }

    private void compare(
            Bench bench,
            int localSteps,
            int averages,
            BenchmarkShards shards,
            ModelDefinition definition,
            JavaRDD<DataSet> batches)
            throws Exception {
        LucidgenConfig config = ConfigLoader.defaultsWith(
                "training.batch-size=" + BATCH,
                "training.optimizer.kind=adam",
                "training.optimizer.learning-rate=2e-4",
                "training.optimizer.beta1=0.5",
                "averaging.workers=" + WORKERS,
                "averaging.local-steps=" + localSteps);
        try (RoundContender ours = new RoundContender(
                new TrialRounds(bench.spark(), shards.stored(), shards.plan(), definition, config), averages)) {
            compare(bench, localSteps, ours, shards, config, batches);
        }
    }

    private void compare(
            Bench bench,
            int localSteps,
            RoundContender ours,
            BenchmarkShards shards,
            LucidgenConfig config,
            JavaRDD<DataSet> batches)
            throws Exception {
        ours.warmUp(bench.effort().warmUpSteps() / localSteps + 1);
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put(OURS, ours);
        MultiLayerConfiguration classifier =
                StockTraining.classifier(LAYERS, SLOPE, config.training().optimizer());
        for (RDDTrainingApproach approach : RDDTrainingApproach.values()) {
            StockTraining stock = new StockTraining(
                    bench.spark(),
                    batches,
                    shards.plan().examples(),
                    classifier,
                    BATCH,
                    localSteps,
                    approach,
                    exportFolder.toString());
            contenders.put(approach.name().toLowerCase(Locale.ROOT), stock);
        }
        SideBySide measured = SideBySide.measure(bench.effort().turns(), contenders);
        String prefix = "train.stock-master.k" + localSteps + ".";
        contenders.keySet().forEach(name -> {
            bench.figures().add(prefix + name + ".samples-per-second", measured.rate(name), Figures.RATE);
            if (!name.equals(OURS)) {
                bench.figures().add(prefix + name + ".ratio", measured.ratio(OURS, name), Figures.RATIO);
            }
        });
    }
}
