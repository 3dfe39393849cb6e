package io.lucidgen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockBatchesTest {
    private static final int FEATURES = 3;
    private static final Normalizer RAW = new Normalizer(1, 0);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 96, 97, 250})
    void batchesHoldTheExamplesOfTheOrderWithTheirLabels(int consumed) {
        ShardPlan plan = new ShardPlan(97, 1, 20, 8);
        BatchOrder order = BatchOrder.of(plan, 0, 16);
        BlockBatches batches =
                BlockBatches.collect(shard(plan, 0).iterator(), order, consumed, 4, FeatureType.UINT8, RAW);
        assertThat(batches.batchSize()).isEqualTo(16);
        assertThat(batches.features()).isEqualTo(FEATURES);
        BatchOrder.Walk walk = order.walk(consumed);
        float[] features = new float[16 * FEATURES];
        int[] labels = new int[16];
        for (int batch = 0; batch < 4; batch++) {
            batches.next(features, labels);
            for (int i = 0; i < 16; i++) {
                walk.advance();
                int example = walk.block() * 20 + walk.row();
                assertThat(labels[i]).isEqualTo(example);
                assertThat(Arrays.copyOfRange(features, i * FEATURES, (i + 1) * FEATURES))
                        .containsExactly(example, example + 1, example + 2);
            }
        }
        assertThatThrownBy(() -> batches.next(features, labels)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void batchesOfSplitCallsEqualBatchesOfOneCall() {
        ShardPlan plan = new ShardPlan(60, 1, 16, 8);
        BatchOrder order = BatchOrder.of(plan, 0, 7);
        List<String> whole = drain(order, plan, 0, 30);
        List<String> parts = new ArrayList<>();
        RandomStream random = new RandomStream(2);
        while (parts.size() < 30) {
            int batches = Math.min(1 + random.nextInt(5), 30 - parts.size());
            parts.addAll(drain(order, plan, 7L * parts.size(), batches));
        }
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void stopsReadingTheShardAtTheLastBlockThatItNeeds() {
        ShardPlan plan = new ShardPlan(1000, 1, 10, 3);
        BatchOrder order = BatchOrder.of(plan, 0, 10);
        int last = order.blocks(0, 1).last();
        Iterator<Block> shard = shard(plan, 0).iterator();
        BlockBatches.collect(shard, order, 0, 1, FeatureType.UINT8, RAW);
        if (last < 99) {
            assertThat(shard.next().index()).isEqualTo(last + 1);
        } else {
            assertThat(shard).isExhausted();
        }
    }

    @Test
    void saysWhichBlocksAShardLacks() {
        ShardPlan plan = new ShardPlan(30, 1, 10, 3);
        List<Block> shard = shard(plan, 0);
        shard.remove(1);
        BatchOrder order = BatchOrder.of(plan, 0, 30);
        assertThatThrownBy(() -> BlockBatches.collect(shard.iterator(), order, 0, 1, FeatureType.UINT8, RAW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the shard of worker 0 lacks the blocks [1]");
    }

    private static List<String> drain(BatchOrder order, ShardPlan plan, long consumed, int batches) {
        BatchSource source =
                BlockBatches.collect(shard(plan, 0).iterator(), order, consumed, batches, FeatureType.UINT8, RAW);
        float[] features = new float[source.batchSize() * FEATURES];
        int[] labels = new int[source.batchSize()];
        List<String> drained = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            source.next(features, labels);
            drained.add(Arrays.toString(features) + Arrays.toString(labels));
        }
        return drained;
    }

    /** Blocks whose example e has label e and features e, e + 1, e + 2. */
    private static List<Block> shard(ShardPlan plan, int worker) {
        List<Block> blocks = new ArrayList<>();
        for (int index = 0; index < plan.blocks(worker); index++) {
            int count = plan.blockCount(worker, index);
            byte[] features = new byte[count * FEATURES];
            int[] labels = new int[count];
            for (int row = 0; row < count; row++) {
                labels[row] = index * plan.blockSize() + row;
                for (int feature = 0; feature < FEATURES; feature++) {
                    features[row * FEATURES + feature] = (byte) (labels[row] + feature);
                }
            }
            blocks.add(new Block(worker, index, count, features, labels));
        }
        return blocks;
    }
}
