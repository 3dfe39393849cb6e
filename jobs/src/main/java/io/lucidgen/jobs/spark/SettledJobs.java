package io.lucidgen.jobs.spark;

import java.util.UUID;
import org.apache.spark.JobExecutionStatus;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.SparkStatusTracker;

/**
 * Starts Spark jobs and comes back only when no task of theirs is at work any more.
 *
 * <p>Spark reports a job's failure while other tasks of it still run, and what those write then appears in folders that
 * have been cleared already.
 */
public final class SettledJobs {
    // A killed task stops at its next row; one that takes longer than this is stuck, and what it writes is left to
    // whoever clears the folder next.
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long LOOK_EVERY_MILLIS = 20;

    private SettledJobs() {}

    /** Runs what starts jobs in this thread; whatever it throws is passed on, after the last task has ended. */
    public static void run(SparkContext context, Runnable jobs) {
        String tag = "settled-" + UUID.randomUUID();
        context.addJobTag(tag);
        try {
            jobs.run();
        } finally {
            context.removeJobTag(tag);
            settle(context.statusTracker(), tag);
        }
    }

    private static void settle(SparkStatusTracker tracker, String tag) {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (busy(tracker, tag) && System.currentTimeMillis() < deadline) {
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean busy(SparkStatusTracker tracker, String tag) {
        for (int id : tracker.getJobIdsForTag(tag)) {
            SparkJobInfo job = tracker.getJobInfo(id).getOrElse(() -> null);
            if (job != null && (job.status() == JobExecutionStatus.RUNNING || anyTask(tracker, job.stageIds()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyTask(SparkStatusTracker tracker, int[] stages) {
        for (int id : stages) {
            SparkStageInfo stage = tracker.getStageInfo(id).getOrElse(() -> null);
            if (stage != null && stage.numActiveTasks() > 0) {
                return true;
            }
        }
        return false;
    }
}
