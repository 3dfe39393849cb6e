package io.lucidgen.data;

import io.lucidgen.random.Seeds;
import java.io.Serializable;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The order in which a worker sees the examples of its shard: each epoch visits every example once, the blocks in a
 * random order and the examples of a block in a random order, both fixed by the seed, the worker and the epoch.
 *
 * <p>The number of examples consumed so far is the whole state: a walk can start anywhere, at the same cost. Batches
 * run on across the ends of blocks and epochs, so every batch is full.
 */
public final class BatchOrder implements Serializable {
    private static final long serialVersionUID = 1;
    private static final long BLOCK_PURPOSE = 0x626c_6f63_6bL;
    private static final long ROW_PURPOSE = 0x726f_77L;

    private final long seed;
    private final int worker;
    private final long shardSize;
    private final int blockSize;
    private final int batchSize;
    private final int blocks;
    private final int lastBlockCount;

    /**
     * @param shardSize examples of the worker's shard, at least 1
     * @param blockSize examples of every block but the last
     * @param batchSize examples of a batch; a smaller shard makes its whole self the batch
     */
    public BatchOrder(long seed, int worker, long shardSize, int blockSize, int batchSize) {
        if (worker < 0 || shardSize < 1 || blockSize < 1 || batchSize < 1) {
            throw new IllegalArgumentException("no batches of " + batchSize + " from the " + shardSize
                    + " examples of worker " + worker + " in blocks of " + blockSize);
        }
        this.seed = seed;
        this.worker = worker;
        this.shardSize = shardSize;
        this.blockSize = blockSize;
        this.batchSize = (int) Math.min(batchSize, shardSize);
        this.blocks = Math.toIntExact((shardSize + blockSize - 1) / blockSize);
        this.lastBlockCount = (int) (shardSize - (blocks - 1L) * blockSize);
    }

    /** The order of one worker of a plan. */
    public static BatchOrder of(ShardPlan plan, int worker, int batchSize) {
        return new BatchOrder(plan.seed(), worker, plan.shardSize(worker), plan.blockSize(), batchSize);
    }

    public int worker() {
        return worker;
    }

    /** Examples of every batch: what was asked for, or the whole shard when that is smaller. */
    public int batchSize() {
        return batchSize;
    }

    /** Where the worker stands after a number of examples. */
    public DataCursor cursor(long consumed) {
        Walk walk = walk(consumed);
        return new DataCursor(walk.epoch, walk.block, walk.offset);
    }

    /** The indices of the blocks that hold the next {@code batches} batches. */
    public SortedSet<Integer> blocks(long consumed, int batches) {
        long wanted = (long) batches * batchSize;
        SortedSet<Integer> needed = new TreeSet<>();
        Walk walk = walk(consumed);
        while (wanted > 0 && needed.size() < blocks) {
            needed.add(walk.block);
            wanted -= walk.count - walk.offset;
            walk.enterNextBlock();
        }
        return needed;
    }

    /** A walk whose first {@link Walk#advance()} steps on the example after the first {@code consumed} ones. */
    public Walk walk(long consumed) {
        if (consumed < 0) {
            throw new IllegalArgumentException(consumed + " examples consumed");
        }
        return new Walk(consumed);
    }

    private int blockCount(int block) {
        return block == blocks - 1 ? lastBlockCount : blockSize;
    }

    /** A position that moves over the examples in their order; for one thread. */
    public final class Walk {
        private long epoch;
        private KeyedPermutation blockOrder;
        private int place;
        private int block;
        private int count;
        private KeyedPermutation rowOrder;
        private int offset;
        private int row = -1;

        private Walk(long consumed) {
            enterEpoch(consumed / shardSize);
            long within = consumed % shardSize;
            // All blocks before the short one are full, wherever the order puts it.
            long beforeShort = blockOrder.invert(blocks - 1) * blockSize;
            if (within < beforeShort) {
                enterBlock((int) (within / blockSize));
                offset = (int) (within % blockSize);
            } else if (within < beforeShort + lastBlockCount) {
                enterBlock((int) (beforeShort / blockSize));
                offset = (int) (within - beforeShort);
            } else {
                long afterShort = within - lastBlockCount;
                enterBlock((int) (afterShort / blockSize) + 1);
                offset = (int) (afterShort % blockSize);
            }
        }

        /** Steps on the next example. */
        public void advance() {
            if (offset == count) {
                enterNextBlock();
            }
            row = (int) rowOrder.apply(offset);
            offset++;
        }

        /** The block of the example that was stepped on. */
        public int block() {
            return block;
        }

        /** The row within its block of the example that was stepped on. */
        public int row() {
            return row;
        }

        private void enterNextBlock() {
            if (place + 1 == blocks) {
                enterEpoch(epoch + 1);
                enterBlock(0);
            } else {
                enterBlock(place + 1);
            }
        }

        private void enterEpoch(long entered) {
            epoch = entered;
            blockOrder = new KeyedPermutation(blocks, Seeds.derive(seed, BLOCK_PURPOSE, entered, worker));
        }

        private void enterBlock(int enteredPlace) {
            place = enteredPlace;
            block = (int) blockOrder.apply(place);
            count = blockCount(block);
            rowOrder = new KeyedPermutation(count, Seeds.derive(seed, ROW_PURPOSE, epoch, worker, block));
            offset = 0;
        }
    }
}
