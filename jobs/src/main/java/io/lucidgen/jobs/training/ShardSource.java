package io.lucidgen.jobs.training;

import io.lucidgen.data.Block;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** Where a round's data come from. */
@FunctionalInterface
interface ShardSource {

    /**
     * The blocks that the workers' next batches lie in: partition w holds those of worker w, and may hold others.
     *
     * @param cursors examples that each worker has consumed, by worker
     * @param rounds how many rounds the batches are for, at least 1
     */
    JavaRDD<Block> at(List<Long> cursors, int rounds);
}
