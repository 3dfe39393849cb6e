package io.lucidgen.data;

import io.lucidgen.error.UserException;
import io.lucidgen.random.Seeds;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which worker trains on which example: a keyed permutation deals the examples out to the workers like cards, so that
 * shards are random, differ in size by at most one, and depend on the seed alone.
 *
 * @param examples in the dataset
 * @param workers logical workers, at least 1 and at most one per example
 * @param blockSize examples of a block; the last block of a shard may hold fewer
 * @param seed the run's seed
 */
public record ShardPlan(long examples, int workers, int blockSize, long seed) implements Serializable {
    private static final long PURPOSE = 0x7368_6172_64L;

    /** @throws UserException (exit 3) when a worker would have nothing to train on */
    public ShardPlan {
        if (workers < 1 || blockSize < 1) {
            throw new IllegalArgumentException("a plan of " + workers + " workers and blocks of " + blockSize);
        }
        if (examples < workers) {
            throw UserException.data(
                    "shard the dataset",
                    "averaging.workers",
                    workers,
                    "it has " + examples + " training examples, so that a worker would have none",
                    "Lower averaging.workers or ingest more data");
        }
    }

    /**
     * Where this plan's workers begin who go on from what those of another plan have done: at a new epoch, numbered after
     * all that were begun. No order is seen twice, every example is seen once in the new epoch, and what the interrupted
     * epoch had not reached is passed over once.
     *
     * @param before a plan of the same examples for another number of workers
     * @param consumed examples that each worker of that plan has trained on
     * @return examples that each worker of this plan counts as consumed
     */
    public List<Long> cursorsAfter(ShardPlan before, List<Long> consumed) {
        if (before.examples != examples || consumed.size() != before.workers) {
            throw new IllegalArgumentException(
                    "the cursors " + consumed + " do not belong to a plan of " + examples + " examples");
        }
        long begun = 0;
        for (int worker = 0; worker < before.workers; worker++) {
            long shard = before.shardSize(worker);
            begun = Math.max(begun, (consumed.get(worker) + shard - 1) / shard);
        }
        List<Long> cursors = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            cursors.add(begun * shardSize(worker));
        }
        return cursors;
    }

    /** The permutation that the cards are shuffled with. */
    public KeyedPermutation permutation() {
        return new KeyedPermutation(examples, Seeds.derive(seed, PURPOSE));
    }

    /** The worker of the example that the permutation sends to a place. */
    public int worker(long place) {
        return (int) (place % workers);
    }

    /** The position in its worker's shard, from 0, of the example that the permutation sends to a place. */
    public long position(long place) {
        return place / workers;
    }

    /** The number of examples of a worker's shard. */
    public long shardSize(int worker) {
        return examples / workers + (worker < examples % workers ? 1 : 0);
    }

    /** The number of blocks of a worker's shard. */
    public int blocks(int worker) {
        return Math.toIntExact((shardSize(worker) + blockSize - 1) / blockSize);
    }

    /** The number of examples of one block. */
    public int blockCount(int worker, int block) {
        return (int) Math.min(blockSize, shardSize(worker) - (long) block * blockSize);
    }
}
