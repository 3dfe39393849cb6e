package io.lucidgen.jobs.spark;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Opens the session of a command from what spark-submit was told; only what it was not told gets our defaults. */
public final class SparkSessions {

    private static final String NAME = "spark.app.name";
    private static final String LISTENERS = "spark.extraListeners";
    // Without --name, spark-submit names the application after the main class.
    private static final String OUR_CLASSES = "io.lucidgen.";

    private static final Map<String, String> DEFAULTS = new TreeMap<>(Map.of(
            "spark.sql.parquet.compression.codec", "zstd",
            // Lists of two levels, the older form, cannot be read by every engine.
            "spark.sql.parquet.writeLegacyFormat", "false",
            // INT96, the older form, is unknown outside the Hadoop world.
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
            "spark.sql.session.timeZone", "UTC",
            // A second copy of a slow task would train twice on the same examples for nothing.
            "spark.speculation", "false",
            // How long a task waits for the executor that it would rather run on while another is idle. Spark's 3 s
            // are longer than a round; a worker's blocks are read from its file in a few milliseconds.
            "spark.locality.wait", "300ms",
            // One BLAS thread for each task slot: with more, ND4J starts twice as many threads as there are cores.
            "spark.executorEnv.OMP_NUM_THREADS", "1",
            "spark.ui.showConsoleProgress", "false",
            // Our widest table has 32 columns; Spark warns of plans with more than 25.
            "spark.sql.debug.maxToStringFields", "100"));

    private SparkSessions() {}

    /**
     * Opens a session; the master is spark-submit's business.
     *
     * @param application the name that the Spark UI shows unless spark-submit was given one
     */
    public static SparkSession open(String application) {
        return SparkSession.builder()
                .config(withDefaults(new SparkConf(), application))
                .getOrCreate();
    }

    /** Sets what is missing. */
    static SparkConf withDefaults(SparkConf settings, String application) {
        DEFAULTS.forEach(settings::setIfMissing);
        listenToExecutors(settings);
        if (settings.get(NAME, OUR_CLASSES).startsWith(OUR_CLASSES)) {
            settings.setAppName(application);
        }
        return settings;
    }

    private static void listenToExecutors(SparkConf settings) {
        String given = settings.get(LISTENERS, "");
        String ours = LiveExecutors.class.getName();
        if (!given.contains(ours)) {
            settings.set(LISTENERS, given.isEmpty() ? ours : given + "," + ours);
        }
    }
}
