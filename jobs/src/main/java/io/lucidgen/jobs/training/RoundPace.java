package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.LiveExecutors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.apache.spark.SparkConf;

/**
 * How many rounds are done in one go: as many as take a few seconds, so that what is lost with a broken job is little,
 * and one where rounds are so long that starting them does not matter.
 */
final class RoundPace {

    private static final double SECONDS = 10;
    // The examples of all rounds are held by the worker from the start.
    private static final long BYTES = 32L << 20;

    private final LocalTask task;
    private final SparkConf conf;
    private double lastSeconds = Double.POSITIVE_INFINITY;

    RoundPace(LocalTask task, SparkConf conf) {
        this.task = task;
        this.conf = conf;
    }

    /** Takes notice of a round. */
    void did(RoundOutcome outcome) {
        lastSeconds = outcome.cost().wall();
    }

    /** Has the next round done on its own. */
    void brokeOff() {
        lastSeconds = Double.POSITIVE_INFINITY;
    }

    /**
     * The next rounds to do in one go.
     *
     * @param number of the first, from 1
     * @param limit the last that may be among them
     * @param alone which rounds must be done on their own
     * @param wholeAfter after which rounds the driver may ask for the state; such a round is the last in one go
     * @return for each whether the driver may ask for the state after it; at least one
     */
    List<Boolean> next(long number, long limit, LongPredicate alone, LongPredicate wholeAfter) {
        int most = LiveExecutors.slots(conf) < task.shards().workers() ? 1 : atMost();
        List<Boolean> rounds = new ArrayList<>();
        for (long round = number; rounds.isEmpty() || rounds.size() < most && round <= limit; round++) {
            if (alone.test(round) && !rounds.isEmpty()) {
                break;
            }
            rounds.add(wholeAfter.test(round));
            if (wholeAfter.test(round) || alone.test(round)) {
                break;
            }
        }
        return rounds;
    }

    private int atMost() {
        long bytes = task.examples(0)
                * task.definition().sampleShape().features()
                * task.featureType().bytes();
        return (int) Math.max(1, Math.min(SECONDS / lastSeconds, BYTES / bytes));
    }
}
