package io.lucidgen.jobs.training;

import io.lucidgen.data.BatchOrder;
import io.lucidgen.data.Block;
import io.lucidgen.data.BlockBatches;
import io.lucidgen.jobs.spark.BlockBytes;
import io.lucidgen.jobs.spark.BlockHome;
import io.lucidgen.jobs.spark.CopiedBlocks;
import io.lucidgen.jobs.spark.ExecutorBlocks;
import io.lucidgen.model.SlotValues;
import io.lucidgen.training.LocalTrainer;
import io.lucidgen.training.StepMetrics;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.bytedeco.javacpp.Pointer;

/**
 * The executor's part of a round: the averaged state from wherever it lies, K local steps on one shard, and what came of
 * it kept here in pieces.
 *
 * @param start the state to start from
 * @param contributions the group of the blocks that are made
 * @param kept the groups of blocks that executors still need
 */
record ShardWorker(LocalTask task, PiecePlan plan, RoundStart start, long contributions, Set<Long> kept)
        implements FlatMapFunction<Iterator<Block>, WorkerSummary> {

    @Override
    public Iterator<WorkerSummary> call(Iterator<Block> shard) {
        // Partition w holds the shard of worker w: the logical worker, not the machine, decides seeds and order.
        int worker = TaskContext.getPartitionId();
        ExecutorBlocks.retain(contributions, kept);
        Stopwatch pull = Stopwatch.start();
        CopiedBlocks copied = ExecutorBlocks.copy(PieceNames.means(start.group(), plan.pieces()), start.homes());
        double pulled = pull.seconds();
        WorkerSummary summary = copied.missing().isEmpty()
                ? train(worker, shard, pulled, copied.moved())
                : new WorkerSummary(worker, BlockHome.here(), copied.missing(), 0, null, false, WorkerCost.NONE);
        return List.of(summary).iterator();
    }

    private WorkerSummary train(int worker, Iterator<Block> shard, double pulled, long moved) {
        Stopwatch reading = Stopwatch.start();
        BatchOrder order = BatchOrder.of(task.shards(), worker, task.training().batchSize());
        BlockBatches batches = BlockBatches.collect(
                shard,
                order,
                start.cursors().get(worker),
                task.localSteps(),
                task.featureType(),
                task.definition().normalizer());
        double read = reading.seconds();
        return TrainerPool.with(task, order.batchSize(), trainer -> {
            Stopwatch watch = Stopwatch.start();
            Map<String, SlotValues> values = trainer.values();
            load(values);
            double apply = watch.lap();
            StepMetrics metrics = trainer.steps(
                    start.counters(),
                    new KillableBatches(batches, TaskContext.get()),
                    task.localSteps(),
                    task.seed(),
                    worker);
            double compute = watch.lap();
            boolean finite = metrics.firstNotFinite() == null && keep(worker, values);
            double serialise = watch.lap();
            return new WorkerSummary(
                    worker,
                    BlockHome.here(),
                    List.of(),
                    examples(trainer),
                    metrics,
                    finite,
                    new WorkerCost(
                            pulled,
                            apply,
                            read,
                            compute,
                            serialise,
                            moved,
                            Pointer.totalBytes(),
                            Pointer.physicalBytes()));
        });
    }

    private void load(Map<String, SlotValues> values) {
        for (int piece = 0; piece < plan.pieces(); piece++) {
            try (BlockBytes bytes = ExecutorBlocks.local(PieceNames.mean(start.group(), piece))
                    .orElseThrow(() -> new IllegalStateException("a piece that was here is gone"))) {
                plan.decode(piece, bytes, values);
            }
        }
    }

    /** Keeps the slots here, unless a number among them is not finite. */
    private boolean keep(int worker, Map<String, SlotValues> values) {
        for (int piece = 0; piece < plan.pieces(); piece++) {
            List<ByteBuffer> buffers = plan.encode(piece, values);
            if (!FiniteCheck.allFinite(buffers, plan.precision())) {
                return false;
            }
            ExecutorBlocks.put(PieceNames.contribution(contributions, worker, piece), buffers);
        }
        return true;
    }

    private long examples(LocalTrainer trainer) {
        return (long) task.localSteps() * trainer.step().batchSize();
    }
}
