package io.lucidgen.jobs.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One local Spark session for all tests of a process, because a process can hold only one: {@code @RegisterExtension
 * static final SharedSpark SPARK = new SharedSpark();}. No test may stop it.
 */
public final class SharedSpark implements BeforeAllCallback {
    private static SparkSession session;

    /** The session, with the defaults of every command; it lets a task fail twice before its job does. */
    public SparkSession session() {
        return start();
    }

    public JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(session().sparkContext());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // The root store closes what it holds after the last test.
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedSpark.class))
                .getOrComputeIfAbsent(Stop.class);
    }

    private static synchronized SparkSession start() {
        if (session == null || session.sparkContext().isStopped()) {
            session = SparkSession.builder()
                    .config(SparkSessions.withDefaults(new SparkConf(), "tests"))
                    .master("local[4,3]")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", "2")
                    .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                    .getOrCreate();
        }
        return session;
    }

    private static synchronized void stop() {
        if (session != null) {
            session.stop();
            session = null;
        }
    }

    /** Stops the session when the store that holds this is closed. */
    static final class Stop implements AutoCloseable {
        @Override
        public void close() {
            stop();
        }
    }
}
