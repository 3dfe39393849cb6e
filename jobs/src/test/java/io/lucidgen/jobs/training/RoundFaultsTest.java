package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.config.UpdaterState;
import io.lucidgen.data.Block;
import io.lucidgen.data.FeatureType;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.LostBlocks;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.ModelState;
import io.lucidgen.training.LocalResult;
import io.lucidgen.training.WeightedMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What rounds do when blocks are lost, numbers are not finite, or workers take too long. */
class RoundFaultsTest {

    private static final int ROUNDS = 3;
    private static final int WORKERS = 4;
    private static final Predicate<String> ALL = part -> true;

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    private static TinyAveraging averaging;
    private static LocalTask task;
    private static ModelState undisturbed;

    @TempDir
    private java.nio.file.Path folder;

    private final TinyAveraging.Setting setting = new TinyAveraging.Setting();
    private final List<String> phases = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        averaging = new TinyAveraging(SPARK.context());
        task = TinyAveraging.task(WORKERS, 1000);
        undisturbed = averaging.rounds(task, averaging.shards(task), ROUNDS);
    }

    @Test
    void aLostContributionIsMadeAgainAndNothingElse() throws Exception {
        loseBefore("2 average", 1, () -> LostBlocks.lose(part -> part.startsWith("w1p")));
        Trained.WORKERS.clear();

        assertThat(averaging.rounds(task, averaging.shards(task).mapPartitions(new Trained(), true), ROUNDS, setting))
                .isEqualTo(undisturbed);
        assertThat(phases)
                .containsExactly(
                        "1 train", "1 average", "2 train", "2 average", "2 train", "2 average", "3 train", "3 average");
        assertThat(Trained.WORKERS).containsExactlyInAnyOrder(0, 1, 2, 3, 0, 1, 2, 3, 1, 0, 1, 2, 3);
        assertThat(setting.lines).isEmpty();
    }

    @Test
    void aLostStateIsMadeAgainFromTheRoundBefore() throws Exception {
        loseBefore("3 train", 1, () -> LostBlocks.loseNewest(part -> part.equals("p0")));

        assertThat(averaging.rounds(task, averaging.shards(task), ROUNDS, setting))
                .isEqualTo(undisturbed);
        assertThat(setting.lines).containsExactly(wentBack(2, 1));
    }

    @Test
    void aLostMovingAverageIsMadeAgain() throws Exception {
        LocalTask averaged = TinyAveraging.with(UpdaterState.AVERAGE, 0.9, task);
        ModelState calm = averaging.rounds(averaged, averaging.shards(averaged), ROUNDS);
        PiecePlan plan = averaging.plan(averaged, setting);
        int ema = plan.shared(false).stream()
                .filter(piece -> !plan.isParameters(piece))
                .findFirst()
                .orElseThrow();
        loseBefore("3 average", 1, () -> LostBlocks.lose(part -> part.equals("p" + ema)));

        assertThat(averaging.rounds(averaged, averaging.shards(averaged), ROUNDS, setting))
                .isEqualTo(calm);
        assertThat(calm.hasEma()).isTrue();
        assertThat(setting.lines).contains(wentBack(2, 1));
    }

    @Test
    void whenAllIsLostTheRunGoesBackToWhatTheDriverHas() throws Exception {
        loseBefore("3 train", 1, () -> LostBlocks.lose(ALL));

        assertThat(averaging.rounds(task, averaging.shards(task), ROUNDS, setting))
                .isEqualTo(undisturbed);
        assertThat(setting.lines).containsExactly(wentBack(2, 1), wentBack(2, 0));
    }

    @Test
    void aStateThatIsLostBeforeTheFirstRoundIsPublishedAgain() throws Exception {
        loseBefore("1 train", 1, () -> LostBlocks.lose(ALL));

        assertThat(averaging.rounds(task, averaging.shards(task), ROUNDS, setting))
                .isEqualTo(undisturbed);
        assertThat(setting.lines).containsExactly(wentBack(0, 0));
    }

    @Test
    void aLossWhileALossIsMadeGoodStillLeadsToTheRoundThatWasWanted() throws Exception {
        loseBefore("3 train", 1, () -> LostBlocks.lose(ALL));
        // Once for the round before, which has nothing to start from either, and once from the driver's state.
        loseBefore("2 train", 3, () -> LostBlocks.lose(ALL));

        try (ResidentRun run = averaging.run(task, averaging.shards(task), setting)) {
            for (long round = 1; round <= ROUNDS; round++) {
                RoundOutcome outcome = run.next();
                assertThat(outcome.next().counters().rounds()).isEqualTo(round);
            }
            assertThat(run.state()).isEqualTo(undisturbed);
        }
        assertThat(setting.lines).containsExactly(wentBack(2, 1), wentBack(2, 0), wentBack(2, 0));
    }

    @Test
    void aStateThatIsLostBeforeTheDriverHasItIsMadeAgain() throws Exception {
        try (ResidentRun run = averaging.run(task, averaging.shards(task), setting)) {
            for (int round = 1; round <= ROUNDS; round++) {
                run.next();
            }
            LostBlocks.lose(ALL);
            assertThat(run.state()).isEqualTo(undisturbed);
        }
        assertThat(setting.lines).containsExactly(wentBack(3, 2), wentBack(3, 0));
    }

    @Test
    void lossesWithoutAnEndEndTheRun() {
        setting.phases = (number, phase) -> {
            LostBlocks.lose(ALL);
            return () -> {};
        };

        assertThatExceptionOfType(SparkException.class)
                .isThrownBy(() -> averaging.rounds(task, averaging.shards(task), ROUNDS, setting))
                .withMessageContaining("lost");
    }

    @Test
    void aWorkerWhoseNumbersAreNotFiniteIsRefused() throws Exception {
        LocalTask floats = TinyAveraging.task(WORKERS, 1000, FeatureType.FLOAT32);
        JavaRDD<Block> shards = averaging.shards(floats).mapPartitions(new NotANumber(Set.of(2)), true);
        RoundOutcome outcome;
        ModelState state;
        try (ResidentRun run = averaging.run(floats, shards, setting)) {
            outcome = run.next();
            state = run.state();
        }

        assertThat(outcome.refused()).containsExactly(2);
        assertThat(outcome.leftOut()).isEmpty();
        assertThat(outcome.examples()).isEqualTo(3 * 15);
        assertThat(state.counters().examples()).isEqualTo(3 * 15);
        assertThat(state.cursors()).containsExactly(15L, 15L, 15L, 15L);
        assertThat(outcome.metrics().firstNotFinite()).isNull();
        assertThat(outcome.workers().values())
                .containsEntry("workers-refused", 1.0)
                .containsEntry("worker-2-refused", 1.0);
        assertThat(new RoundProgress(1).line(1, outcome)).contains("refused for numbers that are not finite: worker 2");
        assertMeanOf(floats, state, 0, 1, 3);
    }

    @Test
    void whenAllAreRefusedTheRunEndsInOneLine() {
        LocalTask floats = TinyAveraging.task(WORKERS, 1000, FeatureType.FLOAT32);
        JavaRDD<Block> shards = averaging.shards(floats).mapPartitions(new NotANumber(Set.of(0, 1, 2, 3)), true);

        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> averaging.rounds(floats, shards, 1, setting))
                .withMessageContaining("round=1")
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.UNSTABLE));
    }

    @Test
    void aStragglerIsLeftOutAndAgainWhenTheRoundIsRepeated() throws Exception {
        FileSystem files = FileSystem.getLocal(new Configuration());
        Path record = new Path(folder.toUri());
        // Three of four must be done, so that only the one that hangs can be left out, however slow the machine is.
        setting.rule = new StragglerRule(2, 0.75);
        setting.leftOut = LeftOutWorkers.in(files, record);
        RoundOutcome outcome;
        ModelState state;
        try (ResidentRun run = averaging.run(task, averaging.shards(task).mapPartitions(new Hang(3), true), setting)) {
            outcome = run.next();
            state = run.state();
        }

        assertThat(outcome.leftOut()).containsExactly(3);
        assertThat(outcome.examples()).isEqualTo(3 * 15);
        assertThat(state.cursors()).containsExactly(15L, 15L, 15L, 0L);
        assertThat(outcome.workers().values())
                .containsEntry("workers-left-out", 1.0)
                .containsEntry("worker-3-left-out", 1.0);
        assertThat(new RoundProgress(1).line(1, outcome)).contains("left out: worker 3");
        assertMeanOf(task, state, 0, 1, 2);

        TinyAveraging.Setting again = new TinyAveraging.Setting();
        again.leftOut = LeftOutWorkers.in(files, record);
        assertThat(averaging.rounds(task, averaging.shards(task), 1, again)).isEqualTo(state);
    }

    private static String wentBack(int lost, int to) {
        return "the state after round " + lost + " was lost with an executor; going back to round " + to;
    }

    private static void assertMeanOf(LocalTask task, ModelState averaged, int... workers) {
        ModelState start = TinyAveraging.start(task);
        List<LocalResult> locals = Arrays.stream(workers)
                .mapToObj(worker -> averaging.alone(task, start, worker))
                .toList();
        for (String slot : start.slots().keySet()) {
            WeightedMean mean = new WeightedMean(start.slot(slot).length());
            locals.forEach(local -> mean.add(local.slots().get(slot), local.examples()));
            assertThat(averaged.slot(slot)).isEqualTo(mean.result()).isNotEqualTo(start.slot(slot));
        }
    }

    /** Has blocks lost just before a phase begins for the n-th time. */
    private void loseBefore(String phase, int time, Runnable loss) {
        losses.add((now, times) -> {
            if (now.equals(phase) && times == time) {
                loss.run();
            }
        });
        setting.phases = this::begin;
    }

    private RoundDescriptions.Scope begin(long number, String name) {
        String now = number + " " + name;
        phases.add(now);
        losses.forEach(loss -> loss.before(now, Collections.frequency(phases, now)));
        return () -> {};
    }

    /** Something that may be lost before a phase. */
    private interface Loss {
        void before(String phase, int times);
    }

    /** Notes the workers whose shards are read. */
    private static final class Trained implements FlatMapFunction<Iterator<Block>, Block> {
        private static final Queue<Integer> WORKERS = new ConcurrentLinkedQueue<>();

        @Override
        public Iterator<Block> call(Iterator<Block> blocks) {
            WORKERS.add(TaskContext.getPartitionId());
            return blocks;
        }
    }

    /** Makes the features of some workers not-a-number. */
    private record NotANumber(Set<Integer> workers) implements FlatMapFunction<Iterator<Block>, Block> {
        @Override
        public Iterator<Block> call(Iterator<Block> blocks) {
            List<Block> all = new ArrayList<>();
            blocks.forEachRemaining(
                    block -> all.add(workers.contains(block.worker()) ? TinyAveraging.withoutNumbers(block) : block));
            return all.iterator();
        }
    }

    /** Lets one worker get nowhere until its task is given up. */
    private record Hang(int worker) implements FlatMapFunction<Iterator<Block>, Block> {
        @Override
        public Iterator<Block> call(Iterator<Block> blocks) throws InterruptedException {
            while (TaskContext.getPartitionId() == worker) {
                if (TaskContext.get().isInterrupted()) {
                    throw new TaskKilledException("it was given up");
                }
                Thread.sleep(5);
            }
            return blocks;
        }
    }
}
