package io.lucidgen.notebooks;

import io.lucidgen.jobs.spark.SparkSessions;
import org.apache.spark.sql.SparkSession;

/** Spark sessions of this process, opened as the commands open theirs; only one may be open at a time. */
final class Sessions {
    private Sessions() {}

    /** Says what spark-submit would say. */
    static void configure() {
        System.setProperty("spark.master", "local[2]");
        System.setProperty("spark.ui.enabled", "false");
        System.setProperty("spark.driver.host", "127.0.0.1");
        System.setProperty("spark.sql.shuffle.partitions", "2");
    }

    /** A session; the caller closes it before anything else opens one. */
    static SparkSession local() {
        configure();
        return SparkSessions.open("notebooks");
    }
}
