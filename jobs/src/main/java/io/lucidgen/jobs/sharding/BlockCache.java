package io.lucidgen.jobs.sharding;

import io.lucidgen.data.Block;
import java.util.HashMap;
import java.util.Map;

/**
 * The blocks that an executor keeps in memory, up to a bound.
 *
 * <p>An epoch visits each block once, in an order that differs from the last one's: whichever blocks are kept, the same
 * share of the next epoch's visits finds one. So what came first stays, and what no longer fits is read again each time.
 * Only the blocks of workers that this executor no longer serves make room.
 */
final class BlockCache {

    // Spark leaves 40 % of the heap to what tasks hold themselves, which this is a part of.
    private static final int PART_OF_HEAP = 4;

    /** The one of this executor. */
    static final BlockCache OF_THIS_PROCESS =
            new BlockCache(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);

    private final long bound;
    private final Map<Integer, Shard> shards = new HashMap<>();
    private String opening = "";
    private long bytes;
    private long turn;

    BlockCache(long bound) {
        this.bound = bound;
    }

    /**
     * What is kept of a worker's shard; what was kept of others' shards is let go.
     *
     * @param shardsOpening the shards and the time they were opened, which no two runs share
     */
    synchronized Shard open(String shardsOpening, int worker) {
        if (!opening.equals(shardsOpening)) {
            clear();
            opening = shardsOpening;
        }
        Shard shard = shards.computeIfAbsent(worker, Shard::new);
        shard.lastTurn = ++turn;
        return shard;
    }

    synchronized void clear() {
        shards.clear();
        bytes = 0;
    }

    /** Bytes of the blocks that are kept. */
    synchronized long bytes() {
        return bytes;
    }

    private void makeRoom(long wanted) {
        if (bytes + wanted <= bound) {
            return;
        }
        // Each worker that is served takes a turn a round: one that has missed two rounds is served elsewhere.
        long abandoned = turn - 2L * shards.size();
        shards.values().removeIf(shard -> {
            boolean gone = shard.lastTurn < abandoned;
            if (gone) {
                bytes -= shard.bytes;
            }
            return gone;
        });
    }

    private static long sizeOf(Block block) {
        return block.features().length + (long) block.labels().length * Integer.BYTES;
    }

    /** The kept blocks of one worker. */
    final class Shard {
        private final int worker;
        private final Map<Integer, Block> blocks = new HashMap<>();
        private long bytes;
        private long lastTurn;

        private Shard(int worker) {
            this.worker = worker;
        }

        int worker() {
            return worker;
        }

        /** A block, or null when it is not kept. */
        Block find(int index) {
            synchronized (BlockCache.this) {
                return blocks.get(index);
            }
        }

        /** Keeps a block if there is room for it. */
        void offer(Block block) {
            synchronized (BlockCache.this) {
                long size = sizeOf(block);
                makeRoom(size);
                boolean open = shards.get(worker) == this;
                if (open && BlockCache.this.bytes + size <= bound && blocks.putIfAbsent(block.index(), block) == null) {
                    bytes += size;
                    BlockCache.this.bytes += size;
                }
            }
        }
    }
}
