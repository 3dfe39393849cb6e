package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.Block;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.data.Split;
import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.jobs.sharding.DatasetSharder;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.table.DatasetTable;
import io.lucidgen.jobs.table.SamplesTable;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a classifier knows of real samples that has only seen generated ones and the classes that they were asked to be of
 * (Ravuri and Vinyals 2019, https://arxiv.org/abs/1905.10887), beside one that learnt from as many real ones.
 *
 * <p>Costs twice the training of a scorer on as many samples.
 */
final class TrainOnGenerated {
    private static final long SEED = ScorerSettings.SEED;

    private final SparkSession session;
    private final Scorers scorers;
    private final DatasetSource source;
    private final Bootstrap bootstrap;

    TrainOnGenerated(SparkSession session, Scorers scorers, DatasetSource source, Bootstrap bootstrap) {
        this.session = session;
        this.scorers = scorers;
        this.source = source;
        this.bootstrap = bootstrap;
    }

    /**
     * The accuracy on all test rows.
     *
     * @param samples rows of the samples table, each with its label
     */
    ModelScore of(Dataset<Row> samples, PngPixels pixels) {
        long count = Math.min(samples.count(), source.description().count(Split.TRAIN));
        Dataset<Row> generated = session.createDataFrame(
                samples.filter(samples.col(SamplesTable.ORDINAL).lt(count))
                        .javaRDD()
                        .map(new GeneratedExample(pixels)),
                DatasetTable.SCHEMA);
        double accuracy = accuracy(generated, count);
        int tests = Math.toIntExact(source.description().count(Split.TEST));
        double[] right = new double[tests];
        Arrays.fill(right, 0, (int) Math.round(accuracy * tests), 1);
        return ModelScore.of(Metric.TRAIN_ON_GENERATED_ACCURACY, accuracy, tests)
                .within(bootstrap.ofMean(right))
                .besideReal(accuracy(source.renumbered(Split.TRAIN, count, SEED), count));
    }

    private double accuracy(Dataset<Row> examples, long count) {
        DatasetDescription dataset = source.description();
        ShardPlan plan = new ShardPlan(count, ScorerSettings.WORKERS, ScorerSettings.BLOCK_SIZE, SEED);
        JavaRDD<Block> shards = DatasetSharder.shard(examples, dataset, plan);
        return scorers.other(
                        dataset,
                        shards,
                        count,
                        source.rows(Split.TEST).javaRDD().mapPartitions(new RowBlocks()))
                .card()
                .accuracy();
    }
}
