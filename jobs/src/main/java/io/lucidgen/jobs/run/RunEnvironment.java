package io.lucidgen.jobs.run;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** What a run ran on; it does not count towards what makes a run the same. */
final class RunEnvironment {
    private RunEnvironment() {}

    static SortedMap<String, String> of(SparkSession spark) {
        SparkContext context = spark.sparkContext();
        return new TreeMap<>(Map.of(
                "java", System.getProperty("java.runtime.version", ""),
                "spark", context.version(),
                "master", context.master(),
                "application", context.applicationId()));
    }
}
