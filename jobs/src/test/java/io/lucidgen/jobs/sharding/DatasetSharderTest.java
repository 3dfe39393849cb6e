package io.lucidgen.jobs.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.config.Sharding;
import io.lucidgen.data.BatchOrder;
import io.lucidgen.data.Block;
import io.lucidgen.data.BlockBatches;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Normalizer;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.Serialization;
import io.lucidgen.jobs.spark.SharedSpark;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetSharderTest {
    private static final int EXAMPLES = 211;

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16})
    void everyPartitionHoldsTheBlocksOfItsWorkerInOrder(int workers) {
        ShardPlan plan = DatasetSharder.plan(Examples.description(EXAMPLES), workers, 32, 9);
        List<List<Block>> shards = shards(Examples.rows(SPARK, EXAMPLES, 3), plan);
        assertThat(shards).hasSize(workers);
        TreeSet<Integer> seen = new TreeSet<>();
        for (int worker = 0; worker < workers; worker++) {
            assertThat(shards.get(worker)).hasSize(plan.blocks(worker));
            for (int index = 0; index < shards.get(worker).size(); index++) {
                Block block = shards.get(worker).get(index);
                assertThat(block.worker()).isEqualTo(worker);
                assertThat(block.index()).isEqualTo(index);
                assertThat(block.count()).isEqualTo(plan.blockCount(worker, index));
                for (int row = 0; row < block.count(); row++) {
                    int example = block.labels()[row];
                    assertThat(seen.add(example)).isTrue();
                    assertThat(Arrays.copyOfRange(block.features(), row * 4, row * 4 + 4))
                            .isEqualTo(Examples.features(example));
                }
            }
        }
        assertThat(seen).hasSize(EXAMPLES);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void shardsByClassHoldNeighbouringClassesInRandomOrder(int workers) {
        // The label of an example is its number: each is a class of its own.
        ShardPlan plan = new ShardPlan(EXAMPLES, workers, 32, 9, Sharding.BY_CLASS);
        List<List<Block>> shards = shards(Examples.rows(SPARK, EXAMPLES, 3), plan);
        assertThat(text(shards(Examples.rows(SPARK, EXAMPLES, 7), plan))).isEqualTo(text(shards));
        int from = 0;
        for (int worker = 0; worker < workers; worker++) {
            List<Integer> labels = shards.get(worker).stream()
                    .flatMap(block -> Arrays.stream(block.labels()).boxed())
                    .toList();
            assertThat(labels)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(from, from + (int) plan.shardSize(worker))
                            .boxed()
                            .toList());
            assertThat(labels).isNotEqualTo(labels.stream().sorted().toList());
            from += labels.size();
        }
        assertThat(from).isEqualTo(EXAMPLES);
    }

    @Test
    void shardsByClassNeedClasses() {
        assertThatThrownBy(() -> DatasetSharder.plan(Examples.description(EXAMPLES), 2, Sharding.BY_CLASS, 20, 9))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("averaging.sharding=by-class: its examples have no labels");
    }

    @Test
    void theShardsDoNotDependOnHowTheFilesAreCut() {
        ShardPlan plan = DatasetSharder.plan(Examples.description(EXAMPLES), 3, 20, 9);
        assertThat(text(shards(Examples.rows(SPARK, EXAMPLES, 7), plan)))
                .isEqualTo(text(shards(Examples.rows(SPARK, EXAMPLES, 1), plan)));
    }

    @Test
    void anotherSeedDealsOtherShards() {
        ShardPlan one = DatasetSharder.plan(Examples.description(EXAMPLES), 3, 20, 9);
        ShardPlan two = DatasetSharder.plan(Examples.description(EXAMPLES), 3, 20, 10);
        Dataset<Row> rows = Examples.rows(SPARK, EXAMPLES, 2);
        assertThat(text(shards(rows, one))).isNotEqualTo(text(shards(rows, two)));
    }

    @Test
    void anEpochOfBatchesHoldsEveryExampleOfTheShardOnce() {
        ShardPlan plan = DatasetSharder.plan(Examples.description(200), 2, 16, 9);
        BatchOrder order = BatchOrder.of(plan, 1, 20);
        BlockBatches batches = BlockBatches.collect(
                shards(Examples.rows(SPARK, 200, 2), plan).get(1).iterator(),
                order,
                0,
                5,
                FeatureType.UINT8,
                Normalizer.symmetric(0, 255));
        TreeSet<Integer> labels = new TreeSet<>();
        int[] batch = new int[20];
        for (int i = 0; i < 5; i++) {
            batches.next(new float[20 * 4], batch);
            Arrays.stream(batch).forEach(labels::add);
        }
        assertThat(labels).hasSize(100);
    }

    @Test
    void refusesRowsThatAreNotThoseOfTheDescription() {
        ShardPlan plan = DatasetSharder.plan(Examples.description(EXAMPLES), 3, 20, 9);
        assertThatThrownBy(() -> shards(Examples.rows(SPARK, EXAMPLES, 2).where("ordinal <> 50"), plan))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("the dataset's files are not what its description says");
        ShardPlan fewer = DatasetSharder.plan(Examples.description(EXAMPLES), 2, 20, 9);
        Dataset<Row> twice = Examples.rows(SPARK, EXAMPLES, 2)
                .union(Examples.rows(SPARK, EXAMPLES, 1).where("ordinal = 7"));
        assertThatThrownBy(() -> shards(twice, fewer)).isInstanceOf(SparkException.class);
    }

    @Test
    void refusesBlocksTooLargeForAnArray() {
        ShardPlan plan = new ShardPlan(EXAMPLES, 1, Integer.MAX_VALUE, 9);
        assertThatThrownBy(() -> DatasetSharder.layout(Examples.description(EXAMPLES), plan))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Lower averaging.block-size to at most 268435454");
    }

    @Test
    void functionsReachExecutorsUnchanged() {
        ShardPlan plan = new ShardPlan(EXAMPLES, 3, 20, 9);
        WorkerPartitioner partitioner = new WorkerPartitioner(plan);
        assertThat(Serialization.roundTrip(partitioner)).isEqualTo(partitioner);
        ShardPlace place = new ShardPlace(plan.permutation());
        Row row = Examples.rows(SPARK, EXAMPLES, 1).head();
        assertThat(Serialization.roundTrip(place).call(row)._1())
                .isEqualTo(place.call(row)._1());
        PickedRow picked = new PickedRow(plan.permutation(), 5);
        assertThat(Serialization.roundTrip(picked).call(row)).isEqualTo(picked.call(row));
        assertThat(Serialization.roundTrip(new BlockPacker(plan, 4))).isEqualTo(new BlockPacker(plan, 4));
        assertThat(Serialization.roundTrip(new ShardRow(3, new byte[4])).label())
                .isEqualTo(3);
        RenumberedRow renumbered = new RenumberedRow(plan.permutation());
        assertThat(Serialization.roundTrip(renumbered).call(row)).isEqualTo(renumbered.call(row));
        assertThat(Serialization.roundTrip(new PlaceInLine(7))).isEqualTo(new PlaceInLine(7));
        assertThat(Serialization.roundTrip(new PlaceOfRank(plan))).isEqualTo(new PlaceOfRank(plan));
        Block block = new Block(0, 0, 1, new byte[4], new int[] {2});
        assertThat(Serialization.roundTrip(block).labels()).containsExactly(2);
    }

    private static List<List<Block>> shards(Dataset<Row> rows, ShardPlan plan) {
        JavaRDD<Block> shards =
                DatasetSharder.shard(rows, DatasetSharder.layout(Examples.description(plan.examples()), plan));
        return shards.glom().collect();
    }

    private static List<String> text(List<List<Block>> shards) {
        return shards.stream()
                .flatMap(List::stream)
                .map(block -> block.worker() + " " + block.index() + Arrays.toString(block.labels())
                        + Arrays.toString(block.features()))
                .toList();
    }
}
