package io.lucidgen.jobs.spark;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * A Spark job under way whose partitions give one value each, which the driver takes one by one as they are finished.
 *
 * @param <T> what a partition gives
 */
public final class PartitionJob<T> implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final double MILLIS = 1e3;

    private record Finished<T>(int partition, T value) {}

    private final SparkContext context;
    private final BlockingQueue<Finished<T>> finished = new LinkedBlockingQueue<>();
    private final Set<Integer> left;
    private final Map<Integer, Long> taken = new TreeMap<>();
    private final TaskStarts starts;
    private final SimpleFutureAction<?> action;

    private PartitionJob(JavaRDD<T> values, List<Integer> partitions, boolean timed) {
        context = values.context();
        left = new TreeSet<>(partitions);
        String tag = "partition-job-" + UUID.randomUUID();
        starts = timed ? new TaskStarts(tag) : null;
        if (timed) {
            context.addSparkListener(starts);
        }
        context.addJobTag(tag);
        try {
            action = context.submitJob(
                    values.rdd(),
                    new OnlyValue<>(),
                    JavaConverters.asScalaBuffer(List.<Object>copyOf(partitions)),
                    new TakeIn<>(List.copyOf(partitions), finished),
                    new Nothing());
        } finally {
            context.removeJobTag(tag);
        }
    }

    /** Starts a job on some partitions of an RDD of one value a partition. */
    public static <T> PartitionJob<T> submit(JavaRDD<T> values, List<Integer> partitions) {
        return new PartitionJob<>(values, partitions, false);
    }

    /** The same with a look at how long its tasks take. */
    public static <T> PartitionJob<T> timed(JavaRDD<T> values, List<Integer> partitions) {
        return new PartitionJob<>(values, partitions, true);
    }

    /** The partitions whose values have not been taken yet. */
    public Set<Integer> left() {
        return left;
    }

    /** How long the tasks whose values have been taken were at it, in seconds; of a timed job. */
    public List<Double> finishedSeconds() {
        // Spark tells of starts in a thread of its own, which may be later than the values.
        Map<Integer, Long> started = starts.millis();
        return taken.entrySet().stream()
                .filter(task -> started.containsKey(task.getKey()))
                .map(task -> (task.getValue() - started.get(task.getKey())) / MILLIS)
                .toList();
    }

    /** How long the tasks of what is left have been at it so far, in seconds; those that wait for a slot are absent. */
    public Map<Integer, Double> runningSeconds() {
        long now = System.currentTimeMillis();
        Map<Integer, Double> running = new TreeMap<>();
        starts.millis().forEach((partition, started) -> running.put(partition, (now - started) / MILLIS));
        running.keySet().retainAll(left);
        return running;
    }

    /**
     * Takes the next value, if there is one within a while.
     *
     * @throws SparkException when the job failed
     */
    public Optional<T> poll() throws SparkException, InterruptedException {
        Finished<T> next = finished.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            if (action.isCompleted() && finished.isEmpty() && !left.isEmpty()) {
                action.get();
            }
            return Optional.empty();
        }
        taken.put(next.partition(), System.currentTimeMillis());
        left.remove(next.partition());
        return Optional.of(next.value());
    }

    /** Whether nothing of it is under way any more, be it that all is done or that it failed. */
    public boolean isOver() {
        return action.isCompleted();
    }

    /** Gives up what is left; tasks that are under way end when they next look. */
    @Override
    public void close() {
        if (!left.isEmpty()) {
            action.cancel();
        }
        if (starts != null) {
            context.removeSparkListener(starts);
        }
    }

    /** The executor's part: hands over the only value. */
    static final class OnlyValue<T> extends AbstractFunction1<Iterator<T>, T> implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public T apply(Iterator<T> values) {
            return values.next();
        }
    }

    /** The driver's part, in Spark's own thread. */
    private static final class TakeIn<T> extends AbstractFunction2<Object, T, BoxedUnit> {
        private final List<Integer> partitions;
        private final BlockingQueue<Finished<T>> queue;

        TakeIn(List<Integer> partitions, BlockingQueue<Finished<T>> queue) {
            this.partitions = partitions;
            this.queue = queue;
        }

        @Override
        public BoxedUnit apply(Object place, T value) {
            queue.add(new Finished<>(partitions.get((Integer) place), value));
            return BoxedUnit.UNIT;
        }
    }

    private static final class Nothing extends AbstractFunction0<BoxedUnit> {
        @Override
        public BoxedUnit apply() {
            return BoxedUnit.UNIT;
        }
    }
}
