package io.lucidgen.jobs.training;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lucidgen.jobs.table.HistoryRow;
import io.lucidgen.jobs.table.TrainingHistoryTable;
import io.lucidgen.model.Counters;
import io.lucidgen.training.StepMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a run measured round by round, kept beside its checkpoints so that a resumed run has all of it.
 *
 * <p>It grows with rounds x metrics, never with the data.
 */
final class TrainingHistory {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<HistoryRow> entries = new ArrayList<>();

    void add(Counters counters, double seconds, StepMetrics metrics) {
        metrics.values()
                .forEach((metric, value) -> entries.add(new HistoryRow(
                        counters.rounds(), counters.steps(), counters.examples(), seconds, metric, value)));
    }

    /**
     * Adds what a round came to and what it took. Metrics whose names begin with machine are times and sizes, which do
     * not come out the same twice.
     */
    void add(Counters counters, RoundOutcome outcome) {
        add(counters, outcome.cost().wall(), outcome.metrics());
        add(counters, outcome.cost().wall(), outcome.workers());
        add(counters, outcome.cost().wall(), new StepMetrics(outcome.cost().metrics()));
    }

    List<HistoryRow> entries() {
        return List.copyOf(entries);
    }

    /** All of it as rows of its table. */
    Dataset<Row> rows(SparkSession spark) {
        return TrainingHistoryTable.TABLE.rows(
                spark, entries.stream().map(TrainingHistoryTable::row).toList());
    }

    /** The examples of all workers together for each second of the rounds' wall time. */
    double examplesPerSecond() {
        SortedMap<Long, Double> seconds = new TreeMap<>();
        entries.forEach(entry -> seconds.put(entry.round(), entry.seconds()));
        double total =
                seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        long examples = entries.stream().mapToLong(HistoryRow::examples).max().orElse(0);
        return total > 0 ? examples / total : 0;
    }

    /** Writes all of it as the history of a run up to a round, before that round's checkpoint. */
    void save(FileSystem files, Path folder, long round) {
        Path file = file(folder, round);
        try (OutputStream out = files.create(file, true)) {
            JSON.writeValue(out, entries);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the training history at " + file, e);
        }
    }

    /** Reads what a run measured up to the round of a checkpoint; nothing for round 0. */
    static TrainingHistory upTo(long round, FileSystem files, Path folder) {
        TrainingHistory history = new TrainingHistory();
        if (round == 0) {
            return history;
        }
        Path file = file(folder, round);
        try (InputStream in = files.open(file)) {
            history.entries.addAll(JSON.readValue(in, new TypeReference<List<HistoryRow>>() {}));
            return history;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the training history at " + file, e);
        }
    }

    // One file for each checkpoint: a run killed while it writes one still has that of the checkpoint it resumes from.
    private static Path file(Path folder, long round) {
        return new Path(folder, String.format(Locale.ROOT, "history-r%06d.json", round));
    }
}
