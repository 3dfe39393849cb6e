package io.lucidgen.jobs.benchmark;

import io.lucidgen.data.Block;
import io.lucidgen.data.ShardPlan;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/** Makes the shards of workers on the executors, a block at a time, so that no data passes through the driver. */
record RepeatRows(Broadcast<Rows> rows, ShardPlan plan) implements FlatMapFunction<Iterator<Integer>, Block> {

    @Override
    public Iterator<Block> call(Iterator<Integer> workers) {
        int worker = workers.next();
        Rows images = rows.value();
        return IntStream.range(0, plan.blocks(worker))
                .mapToObj(index -> images.block(plan, worker, index))
                .iterator();
    }
}
