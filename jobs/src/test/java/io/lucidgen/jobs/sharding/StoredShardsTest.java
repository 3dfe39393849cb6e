package io.lucidgen.jobs.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.data.BatchOrder;
import io.lucidgen.data.Block;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.LiveExecutors;
import io.lucidgen.jobs.spark.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredShardsTest {
    private static final int BATCH = 20;
    private static final int BATCHES = 3;

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    Path folder;

    private FileSystem files;

    @BeforeEach
    void openFileSystem() throws IOException {
        files = FileSystem.getLocal(new Configuration());
        BlockCache.OF_THIS_PROCESS.clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void aRoundHoldsJustTheBlocksThatItsBatchesNeed(int workers) throws IOException {
        ShardPlan plan = new ShardPlan(1000, workers, 16, 5);
        List<List<Block>> all = DatasetSharder.shard(
                        Examples.rows(SPARK, 1000, 3), DatasetSharder.layout(Examples.description(1000), plan))
                .glom()
                .collect();
        try (StoredShards shards = open(plan)) {
            for (long cursor : new long[] {0, 47, 1000, 123_456}) {
                List<List<Block>> round = shards.round(cursors(plan, cursor), BATCHES, BATCH)
                        .glom()
                        .collect();
                assertThat(round).hasSize(workers);
                for (int worker = 0; worker < workers; worker++) {
                    List<Block> expected = new ArrayList<>();
                    for (int index : BatchOrder.of(plan, worker, BATCH).blocks(cursor, BATCHES)) {
                        expected.add(all.get(worker).get(index));
                    }
                    assertThat(text(round.get(worker))).isEqualTo(text(expected));
                }
            }
        }
    }

    @Test
    void aRoundReadsTheSameAmountHoweverLargeTheDataIs() throws IOException {
        List<Long> bytes = new ArrayList<>();
        for (int times : new int[] {1, 4, 16}) {
            ShardPlan plan = new ShardPlan(320L * times, 2, 16, 5);
            try (StoredShards shards = open(plan)) {
                BlockCache.OF_THIS_PROCESS.clear();
                long before = bytesRead();
                // 32 examples at the beginning of a block: two blocks of each worker.
                assertThat(shards.round(cursors(plan, 0), 2, 16).count()).isEqualTo(4);
                bytes.add(bytesRead() - before);
            }
        }
        long block = 4 + 16 * (4 + Examples.FEATURES);
        assertThat(bytes).containsExactly(4 * block, 4 * block, 4 * block);
    }

    @Test
    void whatIsInMemoryIsNotReadAgain() throws IOException {
        ShardPlan plan = new ShardPlan(320, 2, 16, 5);
        try (StoredShards shards = open(plan)) {
            List<String> first = text(shards.round(cursors(plan, 0), 2, 16).collect());
            long before = bytesRead();
            assertThat(text(shards.round(cursors(plan, 0), 2, 16).collect())).isEqualTo(first);
            assertThat(bytesRead()).isEqualTo(before);
        }
    }

    @Test
    void blocksThatMemoryHasLostAreTheSameAgain() throws IOException {
        ShardPlan plan = new ShardPlan(500, 3, 16, 5);
        try (StoredShards shards = open(plan)) {
            List<String> before = text(shards.round(cursors(plan, 40), 5, 16).collect());
            BlockCache.OF_THIS_PROCESS.clear();
            assertThat(text(shards.round(cursors(plan, 40), 5, 16).collect())).isEqualTo(before);
        }
    }

    @Test
    void whatAKilledRunLeftServesTheNextOne() throws IOException {
        ShardPlan plan = new ShardPlan(300, 2, 16, 5);
        StoredShards killed = open(plan);
        Map<String, Long> left = modificationTimes();
        try (StoredShards resumed = open(plan)) {
            assertThat(modificationTimes()).isEqualTo(left);
            assertThat(resumed.bytes()).isEqualTo(killed.bytes());
            assertThat(resumed.round(cursors(plan, 0), 1, 300).count()).isEqualTo(20);
        }
        assertThat(folder.resolve("shards")).doesNotExist();
    }

    @Test
    void incompleteShardsAndThoseOfAnotherPlanAreMadeAnew() throws IOException {
        ShardPlan plan = new ShardPlan(300, 2, 16, 5);
        open(plan);
        Files.delete(folder.resolve("shards/manifest.json"));
        assertMadeAnew(plan);
        open(plan);
        Files.delete(shardFile());
        assertMadeAnew(plan);
        open(plan);
        assertMadeAnew(new ShardPlan(300, 2, 16, 6));
        open(plan);
        assertMadeAnew(new ShardPlan(300, 3, 16, 5));
    }

    @Test
    void anAlteredFileIsOneLineWithAWayOut() throws IOException {
        ShardPlan plan = new ShardPlan(300, 1, 16, 5);
        try (StoredShards shards = open(plan)) {
            byte[] content = Files.readAllBytes(shardFile());
            content[content.length / 2] ^= 1;
            Files.write(shardFile(), content);
            assertThatThrownBy(() -> shards.round(cursors(plan, 0), 1, 300).count())
                    .isInstanceOf(SparkException.class)
                    .rootCause()
                    .hasMessageContaining("is not what was written");
            Files.delete(shardFile());
            assertThatThrownBy(() -> shards.round(cursors(plan, 0), 1, 300).count())
                    .hasCauseInstanceOf(UserException.class)
                    .cause()
                    .hasMessageContaining("it is gone. Run the same command again");
        }
    }

    @Test
    void aFailedShuffleLeavesNothing() {
        ShardPlan plan = new ShardPlan(300, 2, 16, 5);
        assertThatThrownBy(() -> StoredShards.open(
                        Examples.rows(SPARK, 300, 2).where("ordinal <> 7"),
                        Examples.description(300),
                        plan,
                        files,
                        shards()))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("the dataset's files are not what its description says");
        assertThat(folder.resolve("shards")).doesNotExist();
    }

    @Test
    void aRoundPrefersTheExecutorThatItsWorkerIsPlacedOn() throws IOException {
        ShardPlan plan = new ShardPlan(300, 2, 16, 5);
        try (StoredShards shards = open(plan)) {
            var round = shards.round(cursors(plan, 0), 1, 16);
            String host = LiveExecutors.now().get(0).host();
            for (var part : round.partitions()) {
                assertThat(round.rdd().preferredLocations(part).mkString(","))
                        .isEqualTo("executor_" + host + "_driver");
            }
        }
    }

    private void assertMadeAnew(ShardPlan plan) throws IOException {
        try (StoredShards shards = open(plan)) {
            assertThat(shards.round(cursors(plan, 0), 1, 300).map(Block::count).reduce(Integer::sum))
                    .isEqualTo(300);
        }
    }

    private StoredShards open(ShardPlan plan) throws IOException {
        return StoredShards.open(
                Examples.rows(SPARK, (int) plan.examples(), 3),
                Examples.description(plan.examples()),
                plan,
                files,
                shards());
    }

    private org.apache.hadoop.fs.Path shards() {
        return new org.apache.hadoop.fs.Path(folder.resolve("shards").toUri());
    }

    private Path shardFile() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("shards"))) {
            return all.filter(file -> file.getFileName().toString().startsWith("worker-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Map<String, Long> modificationTimes() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("shards"))) {
            return all.collect(
                    Collectors.toMap(Path::toString, file -> file.toFile().lastModified()));
        }
    }

    private static long bytesRead() {
        return FileSystem.getStatistics("file", RawLocalFileSystem.class).getBytesRead();
    }

    private static List<Long> cursors(ShardPlan plan, long each) {
        return LongStream.range(0, plan.workers()).map(worker -> each).boxed().toList();
    }

    private static List<String> text(List<Block> blocks) {
        return blocks.stream()
                .map(block -> block.worker() + " " + block.index() + Arrays.toString(block.labels())
                        + Arrays.toString(block.features()))
                .toList();
    }
}
