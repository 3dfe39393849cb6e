package io.lucidgen.jobs.sharding;

import io.lucidgen.data.Block;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.data.Split;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.DatasetTable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Deals the TRAIN split of a dataset out to workers, in one shuffle. */
public final class DatasetSharder {
    private DatasetSharder() {}

    /** The plan for a dataset's TRAIN split. */
    public static ShardPlan plan(DatasetDescription description, int workers, int blockSize, long seed) {
        return new ShardPlan(description.count(Split.TRAIN), workers, blockSize, seed);
    }

    /**
     * The shards: partition w holds the blocks of worker w, sorted by index. They are the same for the same plan,
     * however the dataset's files are cut, and are kept in memory and, where that does not suffice, on disk.
     *
     * @throws UserException (exit 2) when a block would be larger than an array can be
     */
    public static JavaRDD<Block> shard(DatasetSource source, ShardPlan plan) {
        DatasetDescription description = source.description();
        return shard(source.rows(Split.TRAIN), description, plan)
                .setName("shards of " + description.name())
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    static JavaRDD<Block> shard(Dataset<Row> rows, DatasetDescription description, ShardPlan plan) {
        long bytesPerExample = (long) description.shape().features()
                * description.featureType().bytes();
        if (bytesPerExample * plan.blockSize() > Integer.MAX_VALUE) {
            throw UserException.usage(
                    "shard the dataset",
                    "averaging.block-size",
                    plan.blockSize(),
                    "an example has " + bytesPerExample + " bytes, so that a block would exceed 2 GiB",
                    "Lower averaging.block-size to at most " + Integer.MAX_VALUE / bytesPerExample);
        }
        return rows.select(DatasetTable.ORDINAL, DatasetTable.LABEL, DatasetTable.FEATURES)
                .javaRDD()
                .mapToPair(new ShardPlace(plan.permutation()))
                .repartitionAndSortWithinPartitions(new WorkerPartitioner(plan))
                .mapPartitions(new BlockPacker(plan, (int) bytesPerExample), true);
    }
}
