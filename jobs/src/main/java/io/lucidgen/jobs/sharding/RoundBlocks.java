package io.lucidgen.jobs.sharding;

import io.lucidgen.data.Block;
import io.lucidgen.jobs.spark.LiveExecutor;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.InterruptibleIterator;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.reflect.ClassTag$;

/**
 * The blocks of one round: a partition for each worker, which names the blocks that it reads. It has no parents, and
 * neither the driver nor a task spends anything on the blocks of other rounds.
 */
final class RoundBlocks extends RDD<Block> {
    private static final long serialVersionUID = 1;

    /**
     * What one worker reads.
     *
     * @param index the worker
     * @param file where its blocks lie
     * @param blocks their indices
     */
    record Part(int index, String file, int[] blocks) implements Partition {
        private static final long serialVersionUID = 1;
    }

    private final String opening;
    private final BlockLayout layout;
    private final Broadcast<SerializableConfiguration> hadoop;
    // Executors are sent their own part alone.
    private final transient List<Part> parts;
    private final transient WorkerPlacement placement;

    /** @param opening what executors keep blocks under */
    RoundBlocks(
            SparkContext context,
            String opening,
            BlockLayout layout,
            Broadcast<SerializableConfiguration> hadoop,
            List<Part> parts,
            WorkerPlacement placement) {
        super(context, seq(List.of()), ClassTag$.MODULE$.apply(Block.class));
        this.opening = opening;
        this.layout = layout;
        this.hadoop = hadoop;
        this.parts = parts;
        this.placement = placement;
    }

    @Override
    public Partition[] getPartitions() {
        return parts.toArray(Partition[]::new);
    }

    @Override
    public Iterator<Block> compute(Partition split, TaskContext task) {
        Part part = (Part) split;
        BlockReader reader = new BlockReader(
                layout,
                hadoop.value(),
                new Path(part.file()),
                part.blocks(),
                BlockCache.OF_THIS_PROCESS.open(opening, part.index()));
        task.addTaskCompletionListener((TaskCompletionListener) ended -> reader.close());
        return new InterruptibleIterator<>(
                task, JavaConverters.asScalaIteratorConverter(reader).asScala());
    }

    @Override
    public Seq<String> getPreferredLocations(Partition split) {
        return seq(
                placement.of(split.index()).map(LiveExecutor::location).stream().toList());
    }

    private static <T> Seq<T> seq(List<T> list) {
        return JavaConverters.asScalaBufferConverter(list).asScala().toList();
    }
}
