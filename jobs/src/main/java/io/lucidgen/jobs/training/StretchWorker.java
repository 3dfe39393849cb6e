package io.lucidgen.jobs.training;

import io.lucidgen.data.Block;
import io.lucidgen.data.BlockBatches;
import io.lucidgen.jobs.spark.BlockHome;
import io.lucidgen.jobs.spark.RendezvousPoint;
import io.lucidgen.jobs.spark.RendezvousPoint.Visitor;
import io.lucidgen.training.LocalTrainer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * The executor's part of several rounds: in each, local steps on the worker's shard, then its share of the averaging, with
 * a meeting of all workers after either.
 */
record StretchWorker(StretchPlan stretch, RendezvousPoint point) implements FlatMapFunction<Iterator<Block>, Boolean> {

    @Override
    public Iterator<Boolean> call(Iterator<Block> shard) {
        int worker = TaskContext.getPartitionId();
        Visitor visitor = point.visitor(worker);
        Optional<List<BlockHome>> homes = homes(visitor);
        if (homes.isEmpty()) {
            return List.of(false).iterator();
        }
        Stopwatch reading = Stopwatch.start();
        BlockBatches batches =
                stretch.worker(0, stretch.start(), stretch.before()).batches(worker, shard, stretch.rounds());
        double read = reading.seconds();
        boolean complete = TrainerPool.with(
                stretch.task(),
                batches.batchSize(),
                trainer -> rounds(worker, trainer, batches, read, homes.get(), visitor));
        return List.of(complete).iterator();
    }

    @SuppressWarnings("unchecked")
    private static Optional<List<BlockHome>> homes(Visitor visitor) {
        return visitor.meet(BlockHome.here()).map(homes -> (List<BlockHome>) homes);
    }

    /** Goes through the rounds; false when the workers were sent away. */
    private boolean rounds(
            int worker,
            LocalTrainer trainer,
            BlockBatches batches,
            double read,
            List<BlockHome> homes,
            Visitor visitor) {
        RoundStart at = stretch.start();
        Set<Long> kept = stretch.before();
        for (int round = 0; round < stretch.rounds(); round++) {
            WorkerSummary summary =
                    stretch.worker(round, at, kept).round(worker, trainer, batches, round == 0 ? read : 0);
            if (visitor.meet(summary).isEmpty()) {
                return false;
            }
            PieceAverager averager = stretch.averager(round, at, homes);
            if (visitor.meet(averager.average(stretch.dealt(round, worker))).isEmpty()) {
                return false;
            }
            kept = at.groups();
            at = stretch.after(round, at, homes);
        }
        return true;
    }
}
