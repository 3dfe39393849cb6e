package io.lucidgen.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchOrderTest {
    record Shape(long seed, int worker, int shardSize, int blockSize, int batchSize) {
        BatchOrder order() {
            return new BatchOrder(seed, worker, shardSize, blockSize, batchSize);
        }
    }

    static Stream<Shape> shapes() {
        RandomStream random = new RandomStream(31);
        Stream<Shape> drawn = IntStream.range(0, 60)
                .mapToObj(i -> new Shape(
                        i, random.nextInt(8), 1 + random.nextInt(700), 1 + random.nextInt(90), 1 + random.nextInt(64)));
        return Stream.concat(
                drawn, Stream.of(new Shape(1, 0, 1, 1, 1), new Shape(1, 0, 128, 32, 32), new Shape(1, 0, 5, 64, 128)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyEpochVisitsEachExampleOnce(Shape shape) {
        BatchOrder.Walk walk = shape.order().walk(0);
        for (int epoch = 0; epoch < 3; epoch++) {
            SortedSet<Long> visited = new TreeSet<>(examples(walk, shape, shape.shardSize));
            assertThat(visited).hasSize(shape.shardSize);
            assertThat(visited.first()).isZero();
            assertThat(visited.last()).isEqualTo(shape.shardSize - 1L);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aWalkResumedAnywhereGoesOnAsIfItHadNotStopped(Shape shape) {
        int length = 2 * shape.shardSize + 3;
        List<Long> whole = examples(shape.order().walk(0), shape, length);
        RandomStream random = new RandomStream(shape.seed);
        for (int trial = 0; trial < 12; trial++) {
            int consumed = random.nextInt(length);
            assertThat(examples(shape.order().walk(consumed), shape, length - consumed))
                    .as("after %d examples", consumed)
                    .isEqualTo(whole.subList(consumed, length));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void namesExactlyTheBlocksThatTheNextBatchesNeed(Shape shape) {
        BatchOrder order = shape.order();
        RandomStream random = new RandomStream(shape.seed);
        for (int trial = 0; trial < 10; trial++) {
            long consumed = random.nextInt(3 * shape.shardSize);
            int batches = 1 + random.nextInt(6);
            SortedSet<Integer> visited = new TreeSet<>();
            BatchOrder.Walk walk = order.walk(consumed);
            for (int i = 0; i < batches * order.batchSize(); i++) {
                walk.advance();
                visited.add(walk.block());
            }
            assertThat(order.blocks(consumed, batches)).isEqualTo(visited);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theCursorSaysWhereTheNextExampleComesFrom(Shape shape) {
        BatchOrder order = shape.order();
        int[] taken = new int[shape.shardSize];
        BatchOrder.Walk walk = order.walk(0);
        for (long consumed = 0; consumed < 2L * shape.shardSize; consumed++) {
            if (consumed % shape.shardSize == 0) {
                taken = new int[shape.shardSize];
            }
            DataCursor cursor = order.cursor(consumed);
            walk.advance();
            assertThat(cursor)
                    .isEqualTo(new DataCursor(consumed / shape.shardSize, walk.block(), taken[walk.block()]++));
        }
    }

    @Test
    void epochsWorkersAndSeedsHaveOrdersOfTheirOwn() {
        Shape shape = new Shape(1, 0, 400, 50, 32);
        BatchOrder.Walk walk = shape.order().walk(0);
        List<Long> first = examples(walk, shape, 400);
        List<Long> second = examples(walk, shape, 400);
        List<Long> worker = examples(new BatchOrder(1, 1, 400, 50, 32).walk(0), shape, 400);
        List<Long> seed = examples(new BatchOrder(2, 0, 400, 50, 32).walk(0), shape, 400);
        assertThat(List.of(first, second, worker, seed)).doesNotHaveDuplicates();
        assertThat(examples(shape.order().walk(0), shape, 400)).isEqualTo(first);
    }

    @Test
    void everyBlockLeadsSomeEpochEquallyOften() {
        int[] leads = new int[5];
        BatchOrder order = new BatchOrder(4, 2, 50, 10, 10);
        for (int epoch = 0; epoch < 5000; epoch++) {
            leads[order.cursor(50L * epoch).block()]++;
        }
        // A fair draw of 1,000 each has a standard deviation of 28.
        assertThat(IntStream.of(leads).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(870, 1130));
    }

    @Test
    void aShardSmallerThanTheBatchIsTheBatch() {
        assertThat(new BatchOrder(1, 0, 5, 64, 128).batchSize()).isEqualTo(5);
        assertThat(new BatchOrder(1, 0, 500, 64, 128).batchSize()).isEqualTo(128);
    }

    private static List<Long> examples(BatchOrder.Walk walk, Shape shape, int count) {
        List<Long> examples = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            walk.advance();
            examples.add((long) walk.block() * shape.blockSize + walk.row());
        }
        return examples;
    }
}
