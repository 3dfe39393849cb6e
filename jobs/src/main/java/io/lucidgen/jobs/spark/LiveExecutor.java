package io.lucidgen.jobs.spark;

import java.util.Comparator;

/**
 * An executor that takes tasks.
 *
 * @param cores the cores that Spark gives tasks on
 */
public record LiveExecutor(String id, String host, int cores) {
    /** The order in which Spark numbers them. */
    public static final Comparator<LiveExecutor> BY_ID = Comparator.comparing(
                    (LiveExecutor executor) -> executor.id().length())
            .thenComparing(LiveExecutor::id);

    /** The name under which Spark knows it as a place for tasks; a host with an underscore can only be named itself. */
    public String location() {
        return host.contains("_") ? host : "executor_" + host + "_" + id;
    }
}
