package io.lucidgen.jobs.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.collection.JavaConverters;

/** When the last attempt at each partition of one job was started, as Spark's listeners are told. */
final class TaskStarts extends SparkListener {

    private final String tag;
    private final Map<Integer, Long> started = new ConcurrentHashMap<>();
    private volatile int stage = -1;

    /** @param tag a tag that the job alone has */
    TaskStarts(String tag) {
        this.tag = tag;
    }

    /** Milliseconds since 1970 by partition; those that wait for a free slot are not there. */
    Map<Integer, Long> millis() {
        return Map.copyOf(started);
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        String tags = job.properties() == null ? null : job.properties().getProperty("spark.job.tags");
        if (tags != null && tags.contains(tag)) {
            // A job's last stage is numbered after those that it needs.
            stage = JavaConverters.asJavaCollection(job.stageIds()).stream()
                    .mapToInt(id -> (Integer) id)
                    .max()
                    .orElse(-1);
        }
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart task) {
        if (task.stageId() == stage) {
            started.put(task.taskInfo().partitionId(), task.taskInfo().launchTime());
        }
    }
}
