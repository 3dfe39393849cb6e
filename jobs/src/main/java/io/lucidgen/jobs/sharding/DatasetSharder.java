package io.lucidgen.jobs.sharding;

import io.lucidgen.config.Sharding;
import io.lucidgen.data.Block;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.data.Split;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.DatasetTable;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Deals the TRAIN split of a dataset out to workers, in one shuffle. */
public final class DatasetSharder {
    private DatasetSharder() {}

    /** The plan of mixed shards for a dataset's TRAIN split. */
    public static ShardPlan plan(DatasetDescription description, int workers, int blockSize, long seed) {
        return plan(description, workers, Sharding.MIXED, blockSize, seed);
    }

    /**
     * The plan for a dataset's TRAIN split.
     *
     * @throws UserException (exit 3) when shards by class are asked for and there are no labels
     */
    public static ShardPlan plan(
            DatasetDescription description, int workers, Sharding sharding, int blockSize, long seed) {
        if (sharding == Sharding.BY_CLASS && description.classNames().isEmpty()) {
            throw UserException.data(
                    "shard the dataset",
                    "averaging.sharding",
                    "by-class",
                    "its examples have no labels",
                    "Set averaging.sharding = mixed, or ingest the data with its labels");
        }
        return new ShardPlan(description.count(Split.TRAIN), workers, blockSize, seed, sharding);
    }

    /**
     * All shards, for those who go through all of them: partition w holds the blocks of worker w, sorted by index. They
     * are kept in memory and, where that does not suffice, on disk. Training reads {@link StoredShards}.
     *
     * @throws UserException (exit 2) when a block would be larger than an array can be
     */
    public static JavaRDD<Block> shard(DatasetSource source, ShardPlan plan) {
        DatasetDescription description = source.description();
        return shard(source.rows(Split.TRAIN), layout(description, plan))
                .setName("shards of " + description.name())
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    /**
     * The same for other rows of a dataset's kind, such as generated samples; they are not kept.
     *
     * @param rows with the columns {@link DatasetTable#ORDINAL}, from 0 without a gap, {@link DatasetTable#LABEL} and {@link
     *     DatasetTable#FEATURES}
     * @throws UserException (exit 2) when a block would be larger than an array can be
     */
    public static JavaRDD<Block> shard(Dataset<Row> rows, DatasetDescription description, ShardPlan plan) {
        return shard(rows, layout(description, plan));
    }

    /** @throws UserException (exit 2) when a block would be larger than an array can be */
    static BlockLayout layout(DatasetDescription description, ShardPlan plan) {
        long bytesPerExample = (long) description.shape().features()
                * description.featureType().bytes();
        long most = (Integer.MAX_VALUE - Long.BYTES) / (bytesPerExample + Integer.BYTES);
        if (plan.blockSize() > most) {
            throw UserException.usage(
                    "shard the dataset",
                    "averaging.block-size",
                    plan.blockSize(),
                    "an example has " + bytesPerExample + " bytes, so that a block would exceed 2 GiB",
                    "Lower averaging.block-size to at most " + most);
        }
        return new BlockLayout(plan, (int) bytesPerExample);
    }

    /**
     * The blocks, in one pass over the rows: partition w gives those of worker w, sorted by index. They are the same for
     * the same plan, however the rows are partitioned; a task holds one block at a time.
     */
    static JavaRDD<Block> shard(Dataset<Row> rows, BlockLayout layout) {
        ShardPlan plan = layout.plan();
        JavaPairRDD<Long, ShardRow> placed = rows.select(
                        DatasetTable.ORDINAL, DatasetTable.LABEL, DatasetTable.FEATURES)
                .javaRDD()
                .mapToPair(new ShardPlace(plan.permutation()));
        return (plan.sharding() == Sharding.BY_CLASS ? byClass(placed, plan) : placed)
                .repartitionAndSortWithinPartitions(new WorkerPartitioner(plan))
                .mapPartitions(new BlockPacker(plan, layout.bytesPerExample()), true);
    }

    /** Lines the examples up by class, in the permutation's order within each, and gives each the place of its rank. */
    private static JavaPairRDD<Long, ShardRow> byClass(JavaPairRDD<Long, ShardRow> placed, ShardPlan plan) {
        return placed.mapToPair(new PlaceInLine(plan.examples()))
                .sortByKey()
                .values()
                .zipWithIndex()
                .mapToPair(new PlaceOfRank(plan));
    }
}
