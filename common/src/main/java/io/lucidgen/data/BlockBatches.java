package io.lucidgen.data;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedSet;

/** A worker's next batches, assembled from the few blocks of its shard that hold them. */
public final class BlockBatches implements BatchSource {
    private final BatchOrder.Walk walk;
    private final Map<Integer, Block> blocks;
    private final FeatureType type;
    private final Normalizer normalizer;
    private final int batchSize;
    private final int features;
    private int batchesLeft;
    private Block block;

    private BlockBatches(
            BatchOrder order,
            long consumed,
            int batches,
            Map<Integer, Block> blocks,
            FeatureType type,
            Normalizer normalizer) {
        this.walk = order.walk(consumed);
        this.blocks = blocks;
        this.type = type;
        this.normalizer = normalizer;
        this.batchSize = order.batchSize();
        this.batchesLeft = batches;
        this.block = blocks.values().iterator().next();
        this.features = block.bytesPerExample() / type.bytes();
    }

    /**
     * Takes the blocks that the next batches need from one pass over a shard, which ends at the last of them.
     *
     * @param shard the worker's blocks, in any order
     * @param consumed examples that the worker has trained on so far
     * @param batches number of batches, at least 1
     * @throws IllegalStateException when the shard lacks a block
     */
    public static BlockBatches collect(
            Iterator<Block> shard,
            BatchOrder order,
            long consumed,
            int batches,
            FeatureType type,
            Normalizer normalizer) {
        if (batches < 1) {
            throw new IllegalArgumentException("asked for " + batches + " batches");
        }
        SortedSet<Integer> missing = order.blocks(consumed, batches);
        Map<Integer, Block> found = new HashMap<>();
        while (!missing.isEmpty() && shard.hasNext()) {
            Block next = shard.next();
            if (missing.remove(next.index())) {
                found.put(next.index(), next);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("the shard of worker " + order.worker() + " lacks the blocks " + missing);
        }
        return new BlockBatches(order, consumed, batches, found, type, normalizer);
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    /** Feature values of one example. */
    public int features() {
        return features;
    }

    @Override
    public void next(float[] outFeatures, int[] outLabels) {
        if (batchesLeft == 0) {
            throw new NoSuchElementException("all batches that were asked for are used up");
        }
        batchesLeft--;
        for (int example = 0; example < batchSize; example++) {
            walk.advance();
            if (block.index() != walk.block()) {
                block = blocks.get(walk.block());
            }
            int row = walk.row();
            normalizer.apply(
                    type, block.features(), row * block.bytesPerExample(), outFeatures, example * features, features);
            outLabels[example] = block.labels()[row];
        }
    }
}
