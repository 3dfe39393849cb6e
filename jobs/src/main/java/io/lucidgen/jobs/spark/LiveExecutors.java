package io.lucidgen.jobs.spark;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorExcluded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerExecutorUnexcluded;
import org.apache.spark.scheduler.SparkListenerNodeExcluded;
import org.apache.spark.scheduler.SparkListenerNodeUnexcluded;
import org.apache.spark.scheduler.cluster.ExecutorInfo;

/**
 * Knows which executors take tasks at this moment.
 *
 * <p>Spark makes it when the session is opened, named by {@code spark.extraListeners}: one that is added later does not
 * hear of the executors that came before.
 */
public final class LiveExecutors extends SparkListener {
    private static volatile LiveExecutors latest = new LiveExecutors();

    private final Map<String, LiveExecutor> executors = new ConcurrentHashMap<>();
    private final Set<String> excluded = ConcurrentHashMap.newKeySet();
    private final Set<String> excludedHosts = ConcurrentHashMap.newKeySet();

    /** Called by Spark. */
    public LiveExecutors() {
        follow(this);
    }

    /** Those of the session of this process, by id; none when the session was not opened by {@link SparkSessions}. */
    public static List<LiveExecutor> now() {
        return latest.sorted();
    }

    /** How many tasks they run at the same time. */
    public static int slots(SparkConf conf) {
        int each = Math.max(1, conf.getInt("spark.task.cpus", 1));
        return now().stream().mapToInt(executor -> executor.cores() / each).sum();
    }

    static LiveExecutors ofThisProcess() {
        return latest;
    }

    static void follow(LiveExecutors listener) {
        latest = listener;
    }

    private List<LiveExecutor> sorted() {
        return executors.values().stream()
                .filter(executor -> !excluded.contains(executor.id()))
                .filter(executor -> !excludedHosts.contains(executor.host()))
                .sorted(LiveExecutor.BY_ID)
                .toList();
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        ExecutorInfo info = added.executorInfo();
        executors.put(added.executorId(), new LiveExecutor(added.executorId(), info.executorHost(), info.totalCores()));
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        executors.remove(removed.executorId());
    }

    @Override
    public void onExecutorExcluded(SparkListenerExecutorExcluded event) {
        excluded.add(event.executorId());
    }

    @Override
    public void onExecutorUnexcluded(SparkListenerExecutorUnexcluded event) {
        excluded.remove(event.executorId());
    }

    @Override
    public void onNodeExcluded(SparkListenerNodeExcluded event) {
        excludedHosts.add(event.hostId());
    }

    @Override
    public void onNodeUnexcluded(SparkListenerNodeUnexcluded event) {
        excludedHosts.remove(event.hostId());
    }
}
