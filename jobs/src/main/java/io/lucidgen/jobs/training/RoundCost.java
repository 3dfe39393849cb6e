package io.lucidgen.jobs.training;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What a round took; each part is that of the slowest task, since everything waits for it.
 *
 * @param wall seconds in all
 * @param pull seconds until the pieces of the state were where they were needed
 * @param apply seconds to put them into the arrays that are trained
 * @param read seconds to pick the examples
 * @param compute seconds of local steps
 * @param serialise seconds to turn the arrays into blocks
 * @param reduce seconds to fetch the contributions and average them
 * @param bytesMoved bytes of state that came over the network, in all processes together
 * @param offHeapBytes memory that a process holds outside Java's heap for arrays, at most
 * @param residentBytes all memory of a process, at most
 */
record RoundCost(
        double wall,
        double pull,
        double apply,
        double read,
        double compute,
        double serialise,
        double reduce,
        long bytesMoved,
        long offHeapBytes,
        long residentBytes) {

    static RoundCost of(double wall, Collection<WorkerSummary> workers, List<List<PieceSummary>> reductions) {
        List<WorkerCost> costs = workers.stream().map(WorkerSummary::cost).toList();
        long reduced = reductions.stream()
                .flatMap(List::stream)
                .mapToLong(PieceSummary::bytesMoved)
                .sum();
        return new RoundCost(
                wall,
                slowest(costs, WorkerCost::pull),
                slowest(costs, WorkerCost::apply),
                slowest(costs, WorkerCost::read),
                slowest(costs, WorkerCost::compute),
                slowest(costs, WorkerCost::serialise),
                slowest(
                        reductions,
                        task -> task.stream().mapToDouble(PieceSummary::seconds).sum()),
                costs.stream().mapToLong(WorkerCost::bytesMoved).sum() + reduced,
                most(costs, WorkerCost::offHeapBytes),
                most(costs, WorkerCost::residentBytes));
    }

    /** Seconds that are none of the parts: scheduling, waiting for other tasks, and the driver's own work. */
    double rest() {
        return Math.max(0, wall - pull - apply - read - compute - serialise - reduce);
    }

    /** Seconds of each part by its name; together the wall time. */
    SortedMap<String, Double> seconds() {
        return new TreeMap<>(Map.of(
                "pull", pull,
                "apply", apply,
                "read", read,
                "compute", compute,
                "serialise", serialise,
                "reduce", reduce,
                "rest", rest()));
    }

    /** All of it by metric name, times in seconds. */
    SortedMap<String, Double> metrics() {
        SortedMap<String, Double> metrics = new TreeMap<>();
        seconds().forEach((part, value) -> metrics.put("machine-" + part + "-seconds", value));
        metrics.put("machine-bytes-moved", (double) bytesMoved);
        metrics.put("machine-off-heap-bytes", (double) offHeapBytes);
        metrics.put("machine-resident-bytes", (double) residentBytes);
        return metrics;
    }

    private static <T> double slowest(Collection<T> all, ToDoubleFunction<T> seconds) {
        return all.stream().mapToDouble(seconds).max().orElse(0);
    }

    private static <T> long most(Collection<T> all, ToLongFunction<T> bytes) {
        return all.stream().mapToLong(bytes).max().orElse(0);
    }
}
