package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lucidgen.config.UpdaterState;
import io.lucidgen.data.BatchOrder;
import io.lucidgen.data.Block;
import io.lucidgen.data.FeatureType;
import io.lucidgen.jobs.spark.LostBlocks;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.ModelState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rounds that are done in one go come to the bits of rounds one by one, whatever befalls them. */
class RoundStretchTest {

    private static final int ROUNDS = 6;
    private static final int WORKERS = 3;
    private static final String IN_ONE_GO = "2 train and average, with the 4 after it";

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    private static TinyAveraging averaging;

    private final TinyAveraging.Setting setting = new TinyAveraging.Setting();
    private final List<String> phases = new ArrayList<>();

    @BeforeAll
    static void start() {
        averaging = new TinyAveraging(SPARK.context());
    }

    @BeforeEach
    void onlyTheLastStateIsAskedFor() {
        setting.wholeAfter = round -> round == ROUNDS;
        setting.phases = (number, phase) -> {
            phases.add(number + " " + phase);
            return () -> {};
        };
    }

    @ParameterizedTest
    @EnumSource(UpdaterState.class)
    void theyComeToTheBitsOfRoundsOneByOne(UpdaterState updaterState) throws Exception {
        LocalTask task = TinyAveraging.with(updaterState, 0.9, TinyAveraging.task(WORKERS, 1000));
        TinyAveraging.Setting oneByOne = new TinyAveraging.Setting();
        oneByOne.wholeAfter = setting.wholeAfter;
        // A rule that never comes to bear, but that rounds in one go could not keep.
        oneByOne.rule = new StragglerRule(1e9, 1);

        ModelState trained = averaging.rounds(task, averaging.shards(task), ROUNDS, setting);

        assertThat(phases).containsExactly("1 train", "1 average", IN_ONE_GO);
        assertThat(trained).isEqualTo(averaging.rounds(task, averaging.shards(task), ROUNDS, oneByOne));
    }

    @Test
    void unequalShardsAndMoreWorkersThanPartsAreAveragedAlike() throws Exception {
        LocalTask task = TinyAveraging.task(4, 13);
        TinyAveraging.Setting oneByOne = new TinyAveraging.Setting();

        ModelState trained = averaging.rounds(task, averaging.shards(task), ROUNDS, setting);

        assertThat(phases).contains(IN_ONE_GO);
        assertThat(trained).isEqualTo(averaging.rounds(task, averaging.shards(task), ROUNDS, oneByOne));
    }

    @Test
    void moreWorkersThanSlotsGoOneByOne() throws Exception {
        LocalTask task = TinyAveraging.task(5, 1000);

        averaging.rounds(task, averaging.shards(task), ROUNDS, setting);

        assertThat(phases).hasSize(2 * ROUNDS);
    }

    @Test
    void theStateIsNotToBeHadInTheMiddle() throws Exception {
        LocalTask task = TinyAveraging.task(WORKERS, 1000);
        try (ResidentRun run = averaging.run(task, averaging.shards(task), setting)) {
            run.next();
            assertThat(run.next().next().counters().rounds()).isEqualTo(2);
            assertThatIllegalStateException().isThrownBy(run::state).withMessageContaining("round 2");
        }
        // What was left in the middle is in nobody's way.
        assertThat(averaging.rounds(task, averaging.shards(task), ROUNDS, setting))
                .isEqualTo(averaging.rounds(task, averaging.shards(task), ROUNDS));
    }

    @ParameterizedTest
    @EnumSource(UpdaterState.class)
    void whatIsLostOnTheWayChangesNoBit(UpdaterState updaterState) throws Exception {
        LocalTask task = TinyAveraging.with(updaterState, 0.9, TinyAveraging.task(WORKERS, 1000));
        ModelState calm = averaging.rounds(task, averaging.shards(task), ROUNDS, setting);
        for (int loss = 1; loss < ROUNDS; loss++) {
            try (ResidentRun run = averaging.run(task, averaging.shards(task), setting)) {
                for (int round = 1; round <= ROUNDS; round++) {
                    assertThat(run.next().next().counters().rounds()).isEqualTo(round);
                    if (round == loss) {
                        LostBlocks.lose(part -> true);
                    }
                }
                assertThat(run.state()).isEqualTo(calm);
            }
        }
    }

    @Test
    void aTaskThatFailsSendsTheOthersAway() throws Exception {
        LocalTask task = TinyAveraging.task(WORKERS, 1000);
        FailNow.TASKS.set(0);

        ModelState disturbed = averaging.rounds(
                task, averaging.shards(task).mapPartitions(new FailNow(WORKERS), true), ROUNDS, setting);

        assertThat(phases).contains(IN_ONE_GO, "2 train", "2 average");
        assertThat(disturbed).isEqualTo(averaging.rounds(task, averaging.shards(task), ROUNDS));
    }

    @Test
    void aWorkerThatComesToNoFiniteNumbersIsRefusedOnItsOwn() throws Exception {
        LocalTask floats = TinyAveraging.task(WORKERS, 1000, FeatureType.FLOAT32);
        Set<Integer> first = Set.copyOf(
                BatchOrder.of(floats.shards(), 1, floats.training().batchSize()).blocks(0, TinyAveraging.LOCAL_STEPS));
        JavaRDD<Block> shards = averaging.shards(floats).mapPartitions(new NotANumberBut(first), true);
        TinyAveraging.Setting oneByOne = new TinyAveraging.Setting();
        List<List<Integer>> refused = new ArrayList<>();
        ModelState trained;
        try (ResidentRun run = averaging.run(floats, shards, setting)) {
            for (int round = 1; round <= ROUNDS; round++) {
                refused.add(run.next().refused());
            }
            trained = run.state();
        }

        assertThat(refused.get(0)).isEmpty();
        assertThat(refused).contains(List.of(1));
        assertThat(trained).isEqualTo(averaging.rounds(floats, shards, ROUNDS, oneByOne));
    }

    /** Fails the first task that reads its shard after those of the first round. */
    private record FailNow(int tasksBefore) implements FlatMapFunction<Iterator<Block>, Block> {
        private static final AtomicInteger TASKS = new AtomicInteger();

        @Override
        public Iterator<Block> call(Iterator<Block> blocks) {
            Iterable<Block> lazily = () -> {
                if (TASKS.getAndIncrement() == tasksBefore) {
                    throw new IllegalStateException("this task fails on purpose");
                }
                return blocks;
            };
            return Stream.of(lazily)
                    .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                    .iterator();
        }
    }

    /** Makes the features of one worker not-a-number in all blocks but some. */
    private record NotANumberBut(Set<Integer> spared) implements FlatMapFunction<Iterator<Block>, Block> {
        @Override
        public Iterator<Block> call(Iterator<Block> blocks) {
            List<Block> all = new ArrayList<>();
            boolean spoils = TaskContext.getPartitionId() == 1;
            blocks.forEachRemaining(block ->
                    all.add(spoils && !spared.contains(block.index()) ? TinyAveraging.withoutNumbers(block) : block));
            return all.iterator();
        }
    }
}
