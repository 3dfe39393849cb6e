package io.lucidgen.jobs.sharding;

import io.lucidgen.jobs.spark.LiveExecutor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Which executor each worker would best run on: on each as many as its part of the cores, and each worker where it was
 * before as long as that holds, because its blocks are in memory there.
 */
final class WorkerPlacement {
    private static final double FULL = 1e9;

    private final List<LiveExecutor> byWorker;

    private WorkerPlacement(List<LiveExecutor> byWorker) {
        this.byWorker = byWorker;
    }

    /** No worker has a place yet. */
    static WorkerPlacement none(int workers) {
        return new WorkerPlacement(Collections.nCopies(workers, null));
    }

    Optional<LiveExecutor> of(int worker) {
        return Optional.ofNullable(byWorker.get(worker));
    }

    /**
     * The places on the executors of now; only workers that have to move do.
     *
     * @param executors in an order that does not change
     */
    WorkerPlacement on(List<LiveExecutor> executors) {
        if (executors.isEmpty()) {
            return none(byWorker.size());
        }
        Map<LiveExecutor, Integer> share = shares(executors);
        Map<LiveExecutor, Integer> room = new HashMap<>(share);
        List<LiveExecutor> next = new ArrayList<>();
        for (LiveExecutor before : byWorker) {
            boolean stays = before != null && room.getOrDefault(before, 0) > 0;
            next.add(stays ? before : null);
            if (stays) {
                room.merge(before, -1, Integer::sum);
            }
        }
        for (int worker = 0; worker < next.size(); worker++) {
            if (next.get(worker) == null) {
                LiveExecutor free = first(
                        executors,
                        executor -> load(share.get(executor) - room.get(executor), executor)
                                + (room.get(executor) > 0 ? 0 : FULL));
                room.merge(free, -1, Integer::sum);
                next.set(worker, free);
            }
        }
        return new WorkerPlacement(next);
    }

    /** How many workers each executor takes: every one goes where a core then has the fewest. */
    private Map<LiveExecutor, Integer> shares(List<LiveExecutor> executors) {
        Map<LiveExecutor, Integer> shares = new HashMap<>();
        executors.forEach(executor -> shares.put(executor, 0));
        for (int worker = 0; worker < byWorker.size(); worker++) {
            shares.merge(first(executors, executor -> load(shares.get(executor) + 1, executor)), 1, Integer::sum);
        }
        return shares;
    }

    private static double load(int workers, LiveExecutor executor) {
        return (double) workers / executor.cores();
    }

    private static LiveExecutor first(List<LiveExecutor> executors, ToDoubleFunction<LiveExecutor> lowest) {
        LiveExecutor best = executors.get(0);
        for (LiveExecutor executor : executors) {
            if (lowest.applyAsDouble(executor) < lowest.applyAsDouble(best)) {
                best = executor;
            }
        }
        return best;
    }
}
