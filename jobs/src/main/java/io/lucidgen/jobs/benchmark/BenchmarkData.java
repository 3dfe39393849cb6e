package io.lucidgen.jobs.benchmark;

import io.lucidgen.data.Block;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.data.Split;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.sharding.StoredShards;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The images of a benchmark, and shards of any size made of them.
 *
 * @param origin what the images are, for the reader of the figures
 * @param shardFolder below which shards are written, on a file system that all executors reach
 */
record BenchmarkData(Rows rows, String origin, FileSystem files, Path shardFolder) {

    static final long SEED = 20_260_101;

    private static final int IMAGES = 10_240;
    private static final int BLOCK = 1024;

    /** Images of the configured dataset when it is there and they are 28 x 28 bytes, else noise. */
    static BenchmarkData open(JobContext context) throws IOException {
        String name = context.config().dataset().name();
        String reason;
        try {
            DatasetSource source = DatasetSource.newest(context.spark(), context.files(), context.root(), name);
            DatasetDescription dataset = source.description();
            if (dataset.featureType() == FeatureType.UINT8 && dataset.shape().features() == Rows.PIXELS) {
                Rows rows = Rows.of(
                        source.pick(Split.TRAIN, IMAGES, SEED),
                        dataset.classNames().size());
                return of(context, rows, "images of the dataset " + name);
            }
            reason = "the dataset " + name + " holds no images of 28 x 28 bytes";
        } catch (UserException notThere) {
            reason = "no dataset " + name + " was ingested below " + context.root();
        }
        return of(context, Rows.noise(IMAGES, SEED), "noise in the place of images, because " + reason);
    }

    private static BenchmarkData of(JobContext context, Rows rows, String origin) {
        return new BenchmarkData(rows, origin, context.files(), new Path(context.root(), "benchmark-shards"));
    }

    /** The plan of shards of whole blocks, as many for each worker. */
    static ShardPlan plan(int workers, int blocks) {
        return new ShardPlan((long) workers * blocks * BLOCK, workers, BLOCK, SEED);
    }

    /** The shards of a plan, in files as a training run has them, until they are closed. */
    BenchmarkShards shards(JavaSparkContext spark, ShardPlan plan) throws IOException {
        Broadcast<Rows> shared = spark.broadcast(rows);
        List<Integer> workers = IntStream.range(0, plan.workers()).boxed().toList();
        JavaRDD<Block> blocks =
                spark.parallelize(workers, plan.workers()).mapPartitions(new RepeatRows(shared, plan), true);
        Path folder = new Path(shardFolder, UUID.randomUUID().toString());
        return new BenchmarkShards(plan, blocks, StoredShards.of(blocks, plan, Rows.PIXELS, files, folder));
    }
}
