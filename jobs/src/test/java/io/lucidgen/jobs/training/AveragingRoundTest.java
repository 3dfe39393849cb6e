package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.data.Block;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.ModelState;
import io.lucidgen.training.LocalResult;
import io.lucidgen.training.WeightedMean;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A round on Spark gives the weighted mean of its workers, and the same bits whatever happens to its tasks. */
class AveragingRoundTest {

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    private static TinyAveraging averaging;

    @BeforeAll
    static void start() {
        averaging = new TinyAveraging(SPARK.context());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void workersThatFinishInAnyOrderGiveTheSameBits(int workers) throws Exception {
        LocalTask task = TinyAveraging.task(workers, 1000);
        ModelState calm = averaging.rounds(task, averaging.shards(task), 2);

        for (int repeat = 0; repeat < 3; repeat++) {
            ModelState disturbed =
                    averaging.rounds(task, averaging.shards(task).mapPartitions(new RandomDelay(), true), 2);
            assertThat(disturbed).isEqualTo(calm);
        }
    }

    @Test
    void tasksThatRunAgainGiveTheSameBits() throws Exception {
        LocalTask task = TinyAveraging.task(4, 1000);

        ModelState disturbed =
                averaging.rounds(task, averaging.shards(task).mapPartitions(new FailFirstAttempt(), true), 2);

        assertThat(disturbed).isEqualTo(averaging.rounds(task, averaging.shards(task), 2));
    }

    @Test
    void unequalShardsAreWeightedByWhatTheyProcessed() throws Exception {
        // 13 examples over 4 workers: shards of 4, 3, 3 and 3, each smaller than a batch of 5.
        LocalTask task = TinyAveraging.task(4, 13);
        ModelState start = TinyAveraging.start(task);
        RoundOutcome outcome;
        ModelState averaged;
        try (ResidentRun run = averaging.run(task, averaging.shards(task), new TinyAveraging.Setting())) {
            outcome = run.next();
            averaged = run.state();
        }

        List<LocalResult> locals = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            locals.add(averaging.alone(task, start, worker));
        }
        assertThat(locals).extracting(LocalResult::examples).containsExactly(12L, 9L, 9L, 9L);
        assertThat(outcome.examples()).isEqualTo(39);
        assertThat(averaged.cursors()).containsExactly(12L, 9L, 9L, 9L);
        assertThat(averaged.counters().steps()).isEqualTo(TinyAveraging.LOCAL_STEPS);
        for (String slot : start.slots().keySet()) {
            WeightedMean mean = new WeightedMean(start.slot(slot).length());
            locals.forEach(local -> mean.add(local.slots().get(slot), local.examples()));
            assertThat(averaged.slot(slot)).isEqualTo(mean.result()).isNotEqualTo(start.slot(slot));
        }
    }

    @Test
    void sizeOfThePiecesDoesNotChangeTheBits() throws Exception {
        LocalTask task = TinyAveraging.task(4, 100);

        TinyAveraging.Setting small = new TinyAveraging.Setting();
        small.chunkSize = 4 * 100;
        TinyAveraging.Setting large = new TinyAveraging.Setting();
        large.chunkSize = 1 << 20;

        assertThat(averaging.rounds(task, averaging.shards(task), 2, small))
                .isEqualTo(averaging.rounds(task, averaging.shards(task), 2, large));
    }

    /** Lets the tasks of a round finish in a random order. */
    private static final class RandomDelay implements FlatMapFunction<Iterator<Block>, Block> {
        @Override
        public Iterator<Block> call(Iterator<Block> blocks) throws InterruptedException {
            Thread.sleep(ThreadLocalRandom.current().nextInt(150));
            return blocks;
        }
    }

    /** Fails the first attempt of every other task. */
    private static final class FailFirstAttempt implements FlatMapFunction<Iterator<Block>, Block> {
        @Override
        public Iterator<Block> call(Iterator<Block> blocks) {
            if (TaskContext.getPartitionId() % 2 == 0 && TaskContext.get().attemptNumber() == 0) {
                throw new IllegalStateException("this attempt fails on purpose");
            }
            return blocks;
        }
    }
}
