package io.lucidgen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.random.RandomStream;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShardPlanTest {
    static Stream<ShardPlan> plans() {
        RandomStream random = new RandomStream(23);
        return IntStream.range(0, 40).mapToObj(i -> {
            int workers = 1 + random.nextInt(16);
            return new ShardPlan(workers + random.nextInt(3000), workers, 1 + random.nextInt(200), i);
        });
    }

    @ParameterizedTest
    @MethodSource("plans")
    void everyExampleHasOnePlaceAndShardsDifferByOneAtMost(ShardPlan plan) {
        KeyedPermutation permutation = plan.permutation();
        BitSet[] shards =
                IntStream.range(0, plan.workers()).mapToObj(w -> new BitSet()).toArray(BitSet[]::new);
        for (long ordinal = 0; ordinal < plan.examples(); ordinal++) {
            long place = permutation.apply(ordinal);
            shards[plan.worker(place)].set((int) plan.position(place));
        }
        for (int worker = 0; worker < plan.workers(); worker++) {
            long size = plan.shardSize(worker);
            assertThat(shards[worker].cardinality()).isEqualTo((int) size);
            assertThat(shards[worker].length()).as("positions without a gap").isEqualTo((int) size);
            assertThat(size).isBetween(plan.examples() / plan.workers(), plan.examples() / plan.workers() + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void blocksAddUpToTheShard(ShardPlan plan) {
        for (int worker = 0; worker < plan.workers(); worker++) {
            int owner = worker;
            int[] counts = IntStream.range(0, plan.blocks(worker))
                    .map(block -> plan.blockCount(owner, block))
                    .toArray();
            assertThat(IntStream.of(counts).asLongStream().sum()).isEqualTo(plan.shardSize(worker));
            assertThat(IntStream.of(counts).boxed())
                    .allSatisfy(count -> assertThat(count).isBetween(1, plan.blockSize()));
        }
    }

    @Test
    void anotherSeedDealsOtherCards() {
        KeyedPermutation first = new ShardPlan(1000, 4, 64, 1).permutation();
        KeyedPermutation again = new ShardPlan(1000, 4, 64, 1).permutation();
        KeyedPermutation other = new ShardPlan(1000, 4, 64, 2).permutation();
        assertThat(IntStream.range(0, 1000).filter(i -> first.apply(i) != again.apply(i)))
                .isEmpty();
        assertThat(IntStream.range(0, 1000)
                        .filter(i -> first.apply(i) == other.apply(i))
                        .count())
                .isLessThan(10);
    }

    @Test
    void refusesAWorkerWithNothingToTrainOn() {
        assertThatThrownBy(() -> new ShardPlan(3, 4, 64, 1))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
                .hasMessage("Cannot shard the dataset for averaging.workers=4: it has 3 training examples, so that a "
                        + "worker would have none. Lower averaging.workers or ingest more data.");
    }

    @Test
    void otherWorkersBeginAnEpochThatNobodyHasBegun() {
        // Shards of 4, 3 and 3; the first worker is in its third epoch, the others are at the end of their second.
        ShardPlan before = new ShardPlan(10, 3, 2, 1);
        ShardPlan after = new ShardPlan(10, 4, 2, 1);

        List<Long> cursors = after.cursorsAfter(before, List.of(9L, 6L, 6L));

        assertThat(cursors).containsExactly(9L, 9L, 6L, 6L);
        for (int worker = 0; worker < 4; worker++) {
            assertThat(BatchOrder.of(after, worker, 2)
                            .cursor(cursors.get(worker))
                            .epoch())
                    .isEqualTo(3);
        }
        assertThat(after.cursorsAfter(before, List.of(0L, 0L, 0L))).containsExactly(0L, 0L, 0L, 0L);
        assertThatThrownBy(() -> after.cursorsAfter(before, List.of(1L))).isInstanceOf(IllegalArgumentException.class);
    }
}
