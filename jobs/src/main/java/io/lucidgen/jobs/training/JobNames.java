package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.JobDescriptions;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Names the jobs of a training run in the Spark UI: the round, what is done in it, and the figures of the last round that
 * is complete.
 *
 * <p>Rounds that are done several in one job show the figures of the last of them, at the job that comes next; the
 * history has those of every round.
 */
final class JobNames implements RoundDescriptions {

    private static final double MEGABYTE = 1e6;

    private final SparkSession spark;
    private final String subject;
    private final long rounds;
    private String figures = "";

    /**
     * Prepares the names.
     *
     * @param subject what belongs together, such as {@code train fashion-gan}
     * @param rounds rounds of the whole run
     */
    JobNames(SparkSession spark, String subject, long rounds) {
        this.spark = spark;
        this.subject = subject;
        this.rounds = rounds;
    }

    @Override
    public Scope open(long round, String phase) {
        return JobDescriptions.open(spark, subject, name(round, phase))::close;
    }

    @Override
    public void after(RoundOutcome outcome) {
        figures = figures(outcome);
    }

    /** The name of a job as the Spark UI shows it. */
    String name(long round, String phase) {
        return "%s: round %d of %d: %s%s".formatted(subject, round, rounds, phase, figures);
    }

    private static String figures(RoundOutcome outcome) {
        SortedMap<String, Double> numbers = new TreeMap<>(outcome.metrics().values());
        numbers.keySet().removeIf(name -> !name.endsWith("gradient-norm"));
        numbers.put("worker-divergence", outcome.workers().values().get("worker-divergence"));
        String named = numbers.entrySet().stream().map(JobNames::figure).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                " (round %d: %s, %.1f MB moved, %.0f MB off heap)",
                outcome.next().counters().rounds(),
                named,
                outcome.cost().bytesMoved() / MEGABYTE,
                outcome.cost().offHeapBytes() / MEGABYTE);
    }

    private static String figure(Map.Entry<String, Double> number) {
        return String.format(Locale.ROOT, "%s %.3g", number.getKey().replace('-', ' '), number.getValue());
    }
}
