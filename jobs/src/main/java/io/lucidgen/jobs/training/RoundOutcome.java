package io.lucidgen.jobs.training;

import io.lucidgen.training.StepMetrics;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a round came to; the averaged state itself stays on the executors.
 *
 * @param start the state that it started from, with all processes that have it by now
 * @param next the state after it
 * @param metrics the mean of the averaged workers' metrics, weighted by their examples
 * @param examples examples that the averaged workers processed
 * @param divergences root mean square distance of each averaged worker's parameters from their mean
 * @param refused workers whose numbers were not finite
 * @param leftOut workers that it went on without
 * @param cost what it took
 */
record RoundOutcome(
        RoundStart start,
        RoundStart next,
        StepMetrics metrics,
        long examples,
        List<Double> divergences,
        List<Integer> refused,
        Set<Integer> leftOut,
        RoundCost cost) {

    /** What the round says of the workers, by metric name; those that are not in the mean have a metric each. */
    StepMetrics workers() {
        SortedMap<String, Double> metrics = new TreeMap<>();
        metrics.put(
                "worker-divergence",
                divergences.stream().mapToDouble(d -> d).average().orElse(0));
        metrics.put(
                "worker-divergence-largest",
                divergences.stream().mapToDouble(d -> d).max().orElse(0));
        metrics.put("workers-refused", (double) refused.size());
        metrics.put("workers-left-out", (double) leftOut.size());
        refused.forEach(worker -> metrics.put("worker-" + worker + "-refused", 1.0));
        leftOut.forEach(worker -> metrics.put("worker-" + worker + "-left-out", 1.0));
        return new StepMetrics(metrics);
    }
}
