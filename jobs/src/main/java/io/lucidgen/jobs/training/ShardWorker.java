package io.lucidgen.jobs.training;

import io.lucidgen.data.BatchOrder;
import io.lucidgen.data.BatchSource;
import io.lucidgen.data.Block;
import io.lucidgen.data.BlockBatches;
import io.lucidgen.jobs.spark.BlockBytes;
import io.lucidgen.jobs.spark.BlockHome;
import io.lucidgen.jobs.spark.BlockName;
import io.lucidgen.jobs.spark.CopiedBlocks;
import io.lucidgen.jobs.spark.ExecutorBlocks;
import io.lucidgen.model.SlotValues;
import io.lucidgen.model.WorkerNetworks;
import io.lucidgen.training.LocalTrainer;
import io.lucidgen.training.StepMetrics;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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
        Stopwatch reading = Stopwatch.start();
        BlockBatches batches = batches(worker, shard, 1);
        double read = reading.seconds();
        return TrainerPool.with(
                task,
                batches.batchSize(),
                trainer -> List.of(round(worker, trainer, batches, read)).iterator());
    }

    /** The examples of some rounds. */
    BlockBatches batches(int worker, Iterator<Block> shard, int rounds) {
        return BlockBatches.collect(
                shard,
                BatchOrder.of(task.shards(), worker, task.training().batchSize()),
                start.cursors().get(worker),
                rounds * task.localSteps(),
                task.featureType(),
                task.definition().normalizer());
    }

    /**
     * The worker's part of the round.
     *
     * @param read seconds that it took to have the examples
     */
    WorkerSummary round(int worker, LocalTrainer trainer, BatchSource batches, double read) {
        ExecutorBlocks.retain(contributions, kept);
        Stopwatch pull = Stopwatch.start();
        List<Integer> shared =
                start.shared().stream().filter(piece -> isFor(worker, piece)).toList();
        CopiedBlocks copied = ExecutorBlocks.copy(
                PieceNames.shared(start.group(), shared),
                shared.stream().map(start::homes).toList());
        CopiedBlocks own = copyMoments(worker);
        double pulled = pull.seconds();
        if (!copied.missing().isEmpty() || !own.missing().isEmpty()) {
            return WorkerSummary.without(
                    worker,
                    Stream.concat(
                                    copied.missing().stream().map(shared::get),
                                    own.missing().stream().map(plan.moments()::get))
                            .toList());
        }
        Stopwatch watch = Stopwatch.start();
        Map<String, SlotValues> values = named(worker, trainer.values());
        load(worker, trainer, shared, values);
        double apply = watch.lap();
        StepMetrics metrics = trainer.steps(
                start.counters(),
                new KillableBatches(batches, TaskContext.get()),
                task.localSteps(),
                task.seed(),
                worker,
                start.rateShare());
        double compute = watch.lap();
        boolean finite = metrics.firstNotFinite() == null && keep(worker, values);
        double serialise = watch.lap();
        return new WorkerSummary(
                worker,
                BlockHome.here(),
                List.of(),
                task.examples(worker),
                metrics,
                finite,
                new WorkerCost(
                        pulled,
                        apply,
                        read,
                        compute,
                        serialise,
                        copied.moved() + own.moved(),
                        Pointer.totalBytes(),
                        Pointer.physicalBytes()));
    }

    /** Sees to it that the moments that the worker goes on with are here, where workers have their own. */
    private CopiedBlocks copyMoments(int worker) {
        if (start.moments().isEmpty()) {
            return new CopiedBlocks(0, List.of());
        }
        List<BlockName> names = moments(worker);
        BlockHome home = start.moments().homes().get(start.moments().lender(worker));
        return ExecutorBlocks.copy(names, Collections.nCopies(names.size(), List.of(home)));
    }

    private List<BlockName> moments(int worker) {
        return PieceNames.contribution(start.moments().group(), start.moments().lender(worker), plan.moments());
    }

    /** Whether a worker works with a piece: all but those of other workers' own networks. */
    private boolean isFor(int worker, int piece) {
        OptionalInt own = plan.own(piece);
        return own.isEmpty() || own.getAsInt() == trained(worker);
    }

    private int trained(int worker) {
        return task.own()
                .trainedBy(worker, start.counters().rounds(), start.cursors().size());
    }

    /** The numbers that a worker trains by the names that the state has for them. */
    private Map<String, SlotValues> named(int worker, Map<String, SlotValues> inHand) {
        Map<String, SlotValues> named = new TreeMap<>();
        for (String slot : plan.firsts().keySet()) {
            OptionalInt own = WorkerNetworks.number(plan.firsts().keySet(), slot);
            SlotValues values = inHand.get(WorkerNetworks.inHand(slot));
            if (values != null && (own.isEmpty() || own.getAsInt() == trained(worker))) {
                named.put(slot, values);
            }
        }
        return named;
    }

    private void load(int worker, LocalTrainer trainer, List<Integer> shared, Map<String, SlotValues> values) {
        for (int piece : shared) {
            // The moving averages are not trained.
            if (values.containsKey(plan.pieces().get(piece).slot())) {
                load(piece, PieceNames.shared(start.group(), piece), values);
            }
        }
        if (!task.carriesMoments()) {
            trainer.restartOptimizer(start.counters());
        } else if (!start.moments().isEmpty()) {
            List<BlockName> own = moments(worker);
            for (int i = 0; i < own.size(); i++) {
                load(plan.moments().get(i), own.get(i), values);
            }
        }
    }

    private void load(int piece, BlockName name, Map<String, SlotValues> values) {
        try (BlockBytes bytes = ExecutorBlocks.local(name)
                .orElseThrow(() -> new IllegalStateException("a piece that was here is gone"))) {
            plan.decode(piece, bytes, values);
        }
    }

    /** Keeps the slots here, unless a number among them is not finite. */
    private boolean keep(int worker, Map<String, SlotValues> values) {
        for (int piece : plan.averaged(task.carriesMoments())) {
            if (!isFor(worker, piece)) {
                continue;
            }
            List<ByteBuffer> buffers = plan.encode(piece, values);
            if (!FiniteCheck.allFinite(buffers, plan.precision())) {
                return false;
            }
            ExecutorBlocks.put(PieceNames.contribution(contributions, worker, piece), buffers);
        }
        return true;
    }
}
