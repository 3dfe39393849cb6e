package io.lucidgen.data;

import io.lucidgen.config.Sharding;
import io.lucidgen.error.UserException;
import io.lucidgen.random.Seeds;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which worker trains on which example. Shards differ in size by at most one and depend on the seed alone. Mixed ones are
 * random: a keyed permutation deals the examples out to the workers like cards. Those by class hold the examples of
 * neighbouring classes: all are lined up by class and cut into equal lengths, so that workers have no class in common where
 * the cuts fall between classes.
 *
 * @param examples in the dataset
 * @param workers logical workers, at least 1 and at most one per example
 * @param blockSize examples of a block; the last block of a shard may hold fewer
 * @param seed the run's seed
 * @param sharding which examples a worker has
 */
public record ShardPlan(long examples, int workers, int blockSize, long seed, Sharding sharding)
        implements Serializable {
    private static final long PURPOSE = 0x7368_6172_64L;
    private static final long WITHIN_CLASSES = 0x636c_6173_73L;

    /** A plan of mixed shards. */
    public ShardPlan(long examples, int workers, int blockSize, long seed) {
        this(examples, workers, blockSize, seed, Sharding.MIXED);
    }

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

    /**
     * The place of an example in shards by class: that of the worker whose length of the line it is in, at a random
     * position of its shard.
     *
     * @param rank its place in the line of all examples by class, from 0
     */
    public long placeOfRank(long rank) {
        long longer = examples % workers;
        long length = examples / workers;
        long inLonger = longer * (length + 1);
        int worker = (int) (rank < inLonger ? rank / (length + 1) : longer + (rank - inLonger) / length);
        long position = rank < inLonger ? rank % (length + 1) : (rank - inLonger) % length;
        long shuffled =
                new KeyedPermutation(shardSize(worker), Seeds.derive(seed, WITHIN_CLASSES, worker)).apply(position);
        return shuffled * workers + worker;
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
