package io.lucidgen.jobs.training;

import io.lucidgen.data.Block;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.training.StepMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * One round of parameter averaging: broadcast the state, local steps on every shard, the weighted mean.
 *
 * <p>The mean is taken in pieces by reducing tasks, each in the order of the workers, so its bits depend neither on which
 * task finished first nor on a task that ran again. A round's cost grows with workers x state, not with the data.
 */
final class AveragingRound {

    /**
     * A round's outcome.
     *
     * @param state the averaged state
     * @param metrics the mean of the workers' metrics, weighted by their examples
     * @param examples examples processed by all workers
     * @param bytes numbers of state sent: to each worker, from each worker, and the mean to the driver
     */
    record Result(ModelState state, StepMetrics metrics, long examples, long bytes) {}

    private final JavaSparkContext spark;
    private final JavaRDD<Block> shards;
    private final LocalTask task;
    private final int chunkSize;

    /**
     * Prepares the rounds of a run.
     *
     * @param shards partition w holds the blocks of worker w
     * @param chunkSize values of a piece at most
     */
    AveragingRound(JavaSparkContext spark, JavaRDD<Block> shards, LocalTask task, int chunkSize) {
        this.spark = spark;
        this.shards = shards;
        this.task = task;
        this.chunkSize = chunkSize;
    }

    Result run(ModelState state) {
        ChunkPlan plan = ChunkPlan.of(state.slots(), chunkSize);
        Broadcast<ModelState> shared = spark.broadcast(state);
        try {
            int reducers = Math.min(plan.chunks().size(), Math.max(1, spark.defaultParallelism()));
            List<Tuple2<Integer, AveragedChunk>> chunks = shards.mapPartitionsToPair(
                            new ShardWorker(task, plan, shared))
                    .groupByKey(new HashPartitioner(reducers))
                    .mapValues(new ChunkMean())
                    .collect();
            return assemble(state, plan, chunks);
        } finally {
            shared.destroy();
        }
    }

    private Result assemble(ModelState before, ChunkPlan plan, List<Tuple2<Integer, AveragedChunk>> chunks) {
        Map<Integer, SlotVector> pieces = new HashMap<>();
        AveragedChunk summary = null;
        for (Tuple2<Integer, AveragedChunk> chunk : chunks) {
            if (chunk._1() == Contribution.SUMMARY) {
                summary = chunk._2();
            } else {
                pieces.put(chunk._1(), chunk._2().values());
            }
        }
        long examples = summary.examples().stream().mapToLong(Long::longValue).sum();
        List<Long> cursors = new ArrayList<>();
        for (int worker = 0; worker < before.cursors().size(); worker++) {
            cursors.add(before.cursors().get(worker) + summary.examples().get(worker));
        }
        Counters counters = before.counters().afterRound(task.localSteps(), examples);
        ModelState after = new ModelState(plan.join(pieces), counters, cursors);
        return new Result(after, summary.metrics(), examples, bytes(after));
    }

    private static long bytes(ModelState state) {
        int width = state.slots().values().iterator().next().precision().width();
        return state.size() * width * (2L * state.cursors().size() + 1);
    }
}
