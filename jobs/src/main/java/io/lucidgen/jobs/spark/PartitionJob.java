package io.lucidgen.jobs.spark;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SimpleFutureAction;
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
public final class PartitionJob<T> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final BlockingQueue<T> finished = new LinkedBlockingQueue<>();
    private final SimpleFutureAction<?> action;
    private int left;

    private PartitionJob(JavaRDD<T> values, List<Integer> partitions) {
        this.left = partitions.size();
        this.action = values.context()
                .submitJob(
                        values.rdd(),
                        new OnlyValue<>(),
                        JavaConverters.asScalaBuffer(List.<Object>copyOf(partitions)),
                        new Finished<>(finished),
                        new Nothing());
    }

    /** Starts a job on some partitions of an RDD of one value a partition. */
    public static <T> PartitionJob<T> submit(JavaRDD<T> values, List<Integer> partitions) {
        return new PartitionJob<>(values, partitions);
    }

    /** The partitions that have not been taken yet. */
    public int left() {
        return left;
    }

    /**
     * Takes the next value.
     *
     * @throws SparkException when the job failed
     */
    public T take() throws SparkException, InterruptedException {
        Optional<T> next = Optional.empty();
        while (next.isEmpty()) {
            next = poll(LOOK_EVERY);
        }
        return next.get();
    }

    /**
     * The same, if there is one within a time.
     *
     * @throws SparkException when the job failed
     */
    public Optional<T> poll(Duration patience) throws SparkException, InterruptedException {
        T next = finished.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
            left--;
        } else if (action.isCompleted() && finished.isEmpty() && left > 0) {
            action.get();
        }
        return Optional.ofNullable(next);
    }

    /** Gives up the partitions that are left; tasks that are under way end when they next look. */
    public void cancel() {
        action.cancel();
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
    private static final class Finished<T> extends AbstractFunction2<Object, T, BoxedUnit> {
        private final BlockingQueue<T> queue;

        Finished(BlockingQueue<T> queue) {
            this.queue = queue;
        }

        @Override
        public BoxedUnit apply(Object partition, T value) {
            queue.add(value);
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
