package io.lucidgen.jobs.benchmark;

import io.lucidgen.data.Block;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.jobs.sharding.StoredShards;
import org.apache.spark.api.java.JavaRDD;

/**
 * The shards of a plan, until this is closed.
 *
 * @param blocks all of them: partition w holds the blocks of worker w, sorted by index
 * @param stored the same as training reads them
 */
record BenchmarkShards(ShardPlan plan, JavaRDD<Block> blocks, StoredShards stored) implements AutoCloseable {
    @Override
    public void close() {
        stored.close();
    }
}
