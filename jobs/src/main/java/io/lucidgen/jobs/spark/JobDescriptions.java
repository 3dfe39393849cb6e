package io.lucidgen.jobs.spark;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Names the Spark jobs of a piece of work in the Spark UI, and puts the earlier name back when it is closed.
 *
 * <pre>{@code
 * try (JobDescriptions named = JobDescriptions.open(spark, "train", "round 3 of 500")) { ... }
 * }</pre>
 */
public final class JobDescriptions implements AutoCloseable {
    private static final String GROUP = "spark.jobGroup.id";
    private static final String DESCRIPTION = "spark.job.description";

    private final SparkContext context;
    private final String earlierGroup;
    private final String earlierDescription;

    private JobDescriptions(SparkContext context) {
        this.context = context;
        this.earlierGroup = context.getLocalProperty(GROUP);
        this.earlierDescription = context.getLocalProperty(DESCRIPTION);
    }

    /**
     * Names what this thread starts from now on.
     *
     * @param group what belongs together, such as the command
     */
    public static JobDescriptions open(SparkContext context, String group, String description) {
        JobDescriptions scope = new JobDescriptions(context);
        context.setLocalProperty(GROUP, group);
        context.setLocalProperty(DESCRIPTION, description);
        return scope;
    }

    /** The same on a session. */
    public static JobDescriptions open(SparkSession spark, String group, String description) {
        return open(spark.sparkContext(), group, description);
    }

    @Override
    public void close() {
        context.setLocalProperty(GROUP, earlierGroup);
        context.setLocalProperty(DESCRIPTION, earlierDescription);
    }
}
