package io.lucidgen.jobs.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.data.Block;
import org.junit.jupiter.api.Test;

class BlockCacheTest {
    private static final int BLOCK_BYTES = 100;

    @Test
    void keepsWhatCameFirstUpToItsBound() {
        BlockCache cache = new BlockCache(3 * BLOCK_BYTES + 50);
        BlockCache.Shard shard = cache.open("run", 0);
        for (int index = 0; index < 5; index++) {
            shard.offer(block(0, index));
        }
        assertThat(shard.find(0)).isNotNull();
        assertThat(shard.find(2)).isNotNull();
        assertThat(shard.find(3)).isNull();
        assertThat(cache.bytes()).isEqualTo(3 * BLOCK_BYTES);
    }

    @Test
    void countsABlockOnce() {
        BlockCache cache = new BlockCache(3 * BLOCK_BYTES);
        cache.open("run", 0).offer(block(0, 1));
        cache.open("run", 0).offer(block(0, 1));
        assertThat(cache.bytes()).isEqualTo(BLOCK_BYTES);
    }

    @Test
    void anotherRunsBlocksAreLetGo() {
        BlockCache cache = new BlockCache(10 * BLOCK_BYTES);
        BlockCache.Shard before = cache.open("run", 0);
        before.offer(block(0, 0));
        assertThat(cache.open("other", 0).find(0)).isNull();
        assertThat(cache.bytes()).isZero();
        // A task of the run before that is still at it harms nothing.
        before.offer(block(0, 1));
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void workersThatAreServedElsewhereMakeRoom() {
        BlockCache cache = new BlockCache(4 * BLOCK_BYTES);
        for (int worker = 0; worker < 2; worker++) {
            BlockCache.Shard shard = cache.open("run", worker);
            shard.offer(block(worker, 0));
            shard.offer(block(worker, 1));
        }
        for (int round = 0; round < 4; round++) {
            for (int worker = 1; worker < 3; worker++) {
                BlockCache.Shard shard = cache.open("run", worker);
                shard.offer(block(worker, 0));
                shard.offer(block(worker, 1));
            }
        }
        assertThat(cache.open("run", 0).find(0)).isNull();
        assertThat(cache.open("run", 1).find(1)).isNotNull();
        assertThat(cache.open("run", 2).find(1)).isNotNull();
        assertThat(cache.bytes()).isEqualTo(4 * BLOCK_BYTES);
    }

    private static Block block(int worker, int index) {
        return new Block(worker, index, 5, new byte[BLOCK_BYTES - 5 * Integer.BYTES], new int[5]);
    }
}
