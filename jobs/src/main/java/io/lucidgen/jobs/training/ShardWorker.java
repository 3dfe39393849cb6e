package io.lucidgen.jobs.training;

import io.lucidgen.data.BatchOrder;
import io.lucidgen.data.Block;
import io.lucidgen.data.BlockBatches;
import io.lucidgen.model.ModelState;
import io.lucidgen.training.LocalResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** The executor's part of a round: K local steps on one shard, given out in the pieces of the plan. */
final class ShardWorker implements PairFlatMapFunction<Iterator<Block>, Integer, Contribution> {

    private static final long serialVersionUID = 1L;

    private final LocalTask task;
    private final ChunkPlan plan;
    private final Broadcast<ModelState> shared;

    ShardWorker(LocalTask task, ChunkPlan plan, Broadcast<ModelState> shared) {
        this.task = task;
        this.plan = plan;
        this.shared = shared;
    }

    @Override
    public Iterator<Tuple2<Integer, Contribution>> call(Iterator<Block> shard) {
        // Partition w holds the shard of worker w: the logical worker, not the machine, decides seeds and order.
        int worker = TaskContext.getPartitionId();
        LocalResult result = train(worker, shard);
        List<Tuple2<Integer, Contribution>> out = new ArrayList<>();
        out.add(new Tuple2<>(
                Contribution.SUMMARY, new Contribution(worker, result.examples(), null, result.metrics())));
        for (int chunk = 0; chunk < plan.chunks().size(); chunk++) {
            out.add(new Tuple2<>(
                    chunk, new Contribution(worker, result.examples(), plan.cut(chunk, result.slots()), null)));
        }
        return out.iterator();
    }

    private LocalResult train(int worker, Iterator<Block> shard) {
        ModelState state = shared.value();
        BatchOrder order = BatchOrder.of(task.shards(), worker, task.training().batchSize());
        BlockBatches batches = BlockBatches.collect(
                shard,
                order,
                state.cursors().get(worker),
                task.localSteps(),
                task.featureType(),
                task.definition().normalizer());
        return TrainerPool.with(
                task,
                order.batchSize(),
                trainer -> trainer.train(state, batches, task.localSteps(), task.seed(), worker));
    }
}
