package io.lucidgen.jobs.sharding;

import io.lucidgen.data.Block;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** The shards of all workers, read a round at a time. */
public interface Shards {

    /**
     * The blocks that hold the workers' next batches, and no others.
     *
     * @param cursors examples that each worker has trained on so far, by worker
     * @param batches batches of each worker, at least 1
     * @param batchSize examples of a batch; a smaller shard makes its whole self the batch
     * @return partition w holds the blocks of worker w, sorted by index
     */
    JavaRDD<Block> round(List<Long> cursors, int batches, int batchSize);
}
