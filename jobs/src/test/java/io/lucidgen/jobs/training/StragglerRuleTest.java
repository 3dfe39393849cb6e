package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.jobs.spark.PartitionJob;
import io.lucidgen.jobs.spark.SharedSpark;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a round goes on without workers that are not done. */
@Timeout(60)
class StragglerRuleTest {

    private static final StragglerRule RULE = new StragglerRule(2, 0.5);
    private static final Duration LONG = Duration.ofSeconds(1);

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @Test
    void theOneThatHangsIsGivenUpOnceEnoughAreDone() throws Exception {
        try (PartitionJob<Integer> job = job(4, 3)) {
            take(job, 3);
            while (!RULE.goOnWithout(4, 3, job)) {
                job.poll();
            }
            assertThat(job.left()).containsExactly(3);
            // Of eight workers three are less than half.
            assertThat(RULE.goOnWithout(8, 3, job)).isFalse();
            assertThat(StragglerRule.WAIT_FOR_ALL.goOnWithout(4, 3, job)).isFalse();
        }
    }

    @Test
    void nobodyIsGivenUpWhileOneWaitsForASlot() throws Exception {
        // Four slots: one task is done, four hang in them, and the last has not begun.
        try (PartitionJob<Integer> job = job(6, 1, 2, 3, 4, 5)) {
            take(job, 1);
            long end = System.nanoTime() + LONG.toNanos();
            while (System.nanoTime() < end) {
                job.poll();
                assertThat(new StragglerRule(2, 0.1).goOnWithout(6, 1, job)).isFalse();
            }
        }
    }

    @Test
    void whenNoneIsAtItAnyMoreThereIsNobodyToGiveUp() throws Exception {
        try (PartitionJob<Integer> job = job(4)) {
            take(job, 4);
            assertThat(job.left()).isEmpty();
            // A worker that is done for now but lacked pieces of the state gets another try.
            assertThat(RULE.goOnWithout(4, 3, job)).isFalse();
        }
    }

    private static PartitionJob<Integer> job(int tasks, Integer... hanging) {
        List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
        JavaRDD<Integer> values =
                SPARK.context().parallelize(numbers, tasks).mapPartitions(new HangIn(List.of(hanging)));
        return PartitionJob.timed(values, numbers);
    }

    private static void take(PartitionJob<Integer> job, int count) throws Exception {
        for (int taken = 0; taken < count; ) {
            taken += job.poll().isPresent() ? 1 : 0;
        }
    }

    /** Lets some partitions get nowhere until their tasks are given up. */
    private record HangIn(List<Integer> partitions) implements FlatMapFunction<Iterator<Integer>, Integer> {
        @Override
        public Iterator<Integer> call(Iterator<Integer> values) throws InterruptedException {
            while (partitions.contains(TaskContext.getPartitionId())) {
                if (TaskContext.get().isInterrupted()) {
                    throw new TaskKilledException("it was given up");
                }
                Thread.sleep(5);
            }
            return values;
        }
    }
}
