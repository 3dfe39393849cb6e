package io.lucidgen.jobs.sharding;

import io.lucidgen.data.Block;
import io.lucidgen.data.ShardPlan;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/** Packs one worker's examples, sorted by place, into blocks; holds one block at a time. */
record BlockPacker(ShardPlan plan, int bytesPerExample)
        implements FlatMapFunction<Iterator<Tuple2<Long, ShardRow>>, Block> {
    @Override
    public Iterator<Block> call(Iterator<Tuple2<Long, ShardRow>> examples) {
        return new Blocks(TaskContext.getPartitionId(), examples);
    }

    private final class Blocks implements Iterator<Block> {
        private final int worker;
        private final Iterator<Tuple2<Long, ShardRow>> examples;
        private int index;
        private long position;

        Blocks(int worker, Iterator<Tuple2<Long, ShardRow>> examples) {
            this.worker = worker;
            this.examples = examples;
        }

        @Override
        public boolean hasNext() {
            if (index < plan.blocks(worker)) {
                return true;
            }
            if (examples.hasNext()) {
                throw broken("has examples beyond its " + plan.shardSize(worker));
            }
            return false;
        }

        @Override
        public Block next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int count = plan.blockCount(worker, index);
            byte[] features = new byte[Math.multiplyExact(count, bytesPerExample)];
            int[] labels = new int[count];
            for (int row = 0; row < count; row++) {
                ShardRow example = nextExample();
                System.arraycopy(example.features(), 0, features, row * bytesPerExample, bytesPerExample);
                labels[row] = example.label();
            }
            return new Block(worker, index++, count, features, labels);
        }

        private ShardRow nextExample() {
            if (!examples.hasNext()) {
                throw broken("lacks the example at position " + position);
            }
            Tuple2<Long, ShardRow> next = examples.next();
            if (plan.position(next._1()) != position) {
                throw broken("has position " + plan.position(next._1()) + " where " + position + " was due");
            }
            if (next._2().features().length != bytesPerExample) {
                throw broken("has an example of " + next._2().features().length + " bytes at position " + position
                        + ", expected " + bytesPerExample);
            }
            position++;
            return next._2();
        }

        private IllegalStateException broken(String reason) {
            return new IllegalStateException("the shard of worker " + worker + ' ' + reason
                    + "; the dataset's files are not what its description says");
        }
    }
}
