package io.lucidgen.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorExcluded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerExecutorUnexcluded;
import org.apache.spark.scheduler.SparkListenerNodeExcluded;
import org.apache.spark.scheduler.SparkListenerNodeUnexcluded;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import scala.collection.immutable.Map$;

class LiveExecutorsTest {
    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @Test
    void knowsTheExecutorsOfTheSession() throws Exception {
        // A session that has only just started has not told its listeners yet.
        SPARK.session().sparkContext().listenerBus().waitUntilEmpty();
        assertThat(LiveExecutors.now()).extracting(LiveExecutor::id).containsExactly("driver");
        assertThat(LiveExecutors.now()).extracting(LiveExecutor::cores).containsExactly(4);
    }

    @Test
    void followsWhoComesAndGoes() {
        SPARK.session();
        LiveExecutors session = LiveExecutors.ofThisProcess();
        LiveExecutors listener = new LiveExecutors();
        try {
            listener.onExecutorAdded(added("2", "b"));
            listener.onExecutorAdded(added("10", "a"));
            listener.onExecutorAdded(added("1", "a"));
            assertThat(ids()).containsExactly("1", "2", "10");

            listener.onExecutorExcluded(new SparkListenerExecutorExcluded(0, "2", 1));
            listener.onNodeExcluded(new SparkListenerNodeExcluded(0, "a", 1));
            assertThat(ids()).isEmpty();

            listener.onExecutorUnexcluded(new SparkListenerExecutorUnexcluded(0, "2"));
            listener.onNodeUnexcluded(new SparkListenerNodeUnexcluded(0, "a"));
            listener.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "10", "lost"));
            assertThat(ids()).containsExactly("1", "2");
        } finally {
            LiveExecutors.follow(session);
        }
    }

    @Test
    void aUsersOwnListenersStay() {
        SparkConf conf = new SparkConf(false).set("spark.extraListeners", "org.example.Mine");
        String ours = LiveExecutors.class.getName();
        SparkSessions.withDefaults(conf, "x");
        assertThat(SparkSessions.withDefaults(conf, "x").get("spark.extraListeners"))
                .isEqualTo("org.example.Mine," + ours);
    }

    private static List<String> ids() {
        return LiveExecutors.now().stream().map(LiveExecutor::id).toList();
    }

    private static SparkListenerExecutorAdded added(String id, String host) {
        return new SparkListenerExecutorAdded(
                0, id, new ExecutorInfo(host, 2, Map$.MODULE$.empty(), Map$.MODULE$.empty()));
    }
}
