package io.lucidgen.jobs.generation;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Samples that one task generates.
 *
 * @param from the first one's ordinal
 * @param to the ordinal after the last one's
 */
record OrdinalRange(int from, int to) implements Serializable {

    /** Shares samples among at most so many tasks, as evenly as can be; no task is without any. */
    static List<OrdinalRange> split(int samples, int partitions) {
        int tasks = Math.min(samples, partitions);
        return IntStream.range(0, tasks)
                .mapToObj(task -> new OrdinalRange(bound(samples, task, tasks), bound(samples, task + 1, tasks)))
                .toList();
    }

    private static int bound(int samples, int task, int tasks) {
        return (int) ((long) samples * task / tasks);
    }
}
