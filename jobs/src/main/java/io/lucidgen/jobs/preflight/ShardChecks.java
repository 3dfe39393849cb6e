package io.lucidgen.jobs.preflight;

import io.lucidgen.data.ShardPlan;
import io.lucidgen.error.UserException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the workers have enough to do, and the cluster enough workers. A {@link ShardPlan} with a worker that has
 * nothing is never made.
 */
final class ShardChecks {
    private ShardChecks() {}

    /** @param slots tasks that all executors together run at the same time, at least 1 */
    static List<Finding> all(ShardPlan plan, int batchSize, int slots) {
        List<Finding> findings = new ArrayList<>();
        long fewest = plan.shardSize(plan.workers() - 1);
        if (fewest < batchSize) {
            findings.add(Finding.warning(UserException.usage(
                    "fill a batch",
                    "averaging.workers",
                    plan.workers(),
                    "a worker has " + fewest + " examples, and training.batch-size is " + batchSize
                            + ", so that each of its batches is its whole shard",
                    "Lower averaging.workers or training.batch-size")));
        }
        int waves = (plan.workers() + slots - 1) / slots;
        int idle = waves * slots - plan.workers();
        if (idle > 0) {
            findings.add(Finding.warning(UserException.usage(
                    "use all cores",
                    "averaging.workers",
                    plan.workers(),
                    "the executors run " + slots + " tasks at once, so that " + idle + " of them have nothing to do"
                            + (waves > 1 ? " at the end of each round" : ""),
                    "Set averaging.workers to a multiple of " + slots + ", or ask for fewer cores")));
        }
        return findings;
    }
}
