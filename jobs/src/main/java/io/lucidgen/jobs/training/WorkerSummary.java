package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockHome;
import io.lucidgen.training.StepMetrics;
import java.io.Serializable;
import java.util.List;

/**
 * A worker's account of its part of a round; what it made of the state stays where it ran.
 *
 * @param home where it ran
 * @param missing pieces of the state that could not be had, so that nothing else was done
 * @param examples examples that it processed: its weight in the mean
 * @param metrics means over its steps; null when pieces were missing
 * @param finite whether all numbers that it came to are finite
 * @param cost what it took
 */
record WorkerSummary(
        int worker,
        BlockHome home,
        List<Integer> missing,
        long examples,
        StepMetrics metrics,
        boolean finite,
        WorkerCost cost)
        implements Serializable {

    /** That of a worker that did nothing for want of pieces. */
    static WorkerSummary without(int worker, List<Integer> missing) {
        return new WorkerSummary(worker, BlockHome.here(), missing, 0, null, false, WorkerCost.NONE);
    }
}
