package io.lucidgen.jobs.training;

import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.BlockHome;
import io.lucidgen.training.StepMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the accounts of a round's workers and means come to.
 *
 * @param start the state that the round started from
 * @param workers the accounts so far, by worker
 */
record RoundAccount(LocalTask task, PiecePlan plan, RoundStart start, SortedMap<Integer, WorkerSummary> workers) {

    /**
     * What is averaged, in the order of the workers.
     *
     * @throws UserException (exit 6) when no worker came to finite numbers
     */
    List<Contribution> contributions() {
        List<Contribution> contributions = workers.values().stream()
                .filter(WorkerSummary::finite)
                .map(worker -> new Contribution(worker.worker(), worker.examples(), worker.home()))
                .toList();
        if (contributions.isEmpty()) {
            StepMetrics metrics = workers.get(workers.firstKey()).metrics();
            String metric = metrics.firstNotFinite();
            throw UserException.unstable(
                    "go on training",
                    "round",
                    start.counters().rounds() + 1,
                    metric == null
                            ? "no worker came to finite parameters"
                            : metric + " is " + metrics.values().get(metric),
                    "Lower training.optimizer.learning-rate; the last checkpoint is kept");
        }
        return contributions;
    }

    /**
     * The whole round.
     *
     * @param leftOut workers that it went on without
     * @param means the accounts of all pieces, by piece
     */
    RoundOutcome outcome(
            RoundGroups groups, Set<Integer> leftOut, SortedMap<Integer, PieceSummary> means, RoundCost cost) {
        StepMetrics.Mean metrics = new StepMetrics.Mean();
        List<Integer> refused = new ArrayList<>();
        SortedMap<Integer, Long> processed = new TreeMap<>();
        SortedMap<Integer, BlockHome> averagedAt = new TreeMap<>();
        for (WorkerSummary worker : workers.values()) {
            processed.put(worker.worker(), worker.examples());
            if (worker.finite()) {
                metrics.add(worker.metrics(), worker.examples());
                averagedAt.put(worker.worker(), worker.home());
            } else {
                refused.add(worker.worker());
            }
        }
        SortedMap<Integer, BlockHome> makers = new TreeMap<>();
        means.forEach((piece, mean) -> makers.put(piece, mean.home()));
        RoundStart next = start.after(task, plan, groups, processed, averagedAt, makers);
        return new RoundOutcome(
                start.alsoAt(homes(workers)),
                next,
                metrics.result(),
                next.counters().examples() - start.counters().examples(),
                PieceSummary.divergences(means.values(), averagedAt.size(), plan.parameters()),
                refused,
                leftOut,
                cost);
    }

    /** The processes that have all pieces of the start by now. */
    static Collection<BlockHome> homes(SortedMap<Integer, WorkerSummary> workers) {
        return workers.values().stream().map(WorkerSummary::home).distinct().toList();
    }
}
