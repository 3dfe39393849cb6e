package io.lucidgen.jobs.training;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lucidgen.checkpoint.AtomicFile;
import io.lucidgen.config.EarlyStoppingConfig;
import io.lucidgen.jobs.table.HistoryRow;
import io.lucidgen.jobs.table.TrainingHistoryTable;
import io.lucidgen.model.Counters;
import io.lucidgen.training.EarlyStopping;
import io.lucidgen.training.StepMetrics;
import io.lucidgen.training.stability.Measurement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    private static final String CHANGED_TO = "workers-changed-to";
    private static final String CHANGED_FROM = "workers-changed-from";

    // Times and sizes, which do not come out the same twice.
    private static final String MACHINE = "machine-";

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

    /** Notes that from here on another number of workers trains. */
    void changeWorkers(Counters counters, int before, int now) {
        double seconds = lastEntry().seconds();
        SortedMap<String, Double> change = new TreeMap<>();
        change.put(CHANGED_FROM, (double) before);
        change.put(CHANGED_TO, (double) now);
        add(counters, seconds, new StepMetrics(change));
    }

    /** The steps that were done when the workers became as many as they are now. */
    long workersSince() {
        return last(CHANGED_TO).map(HistoryRow::step).orElse(0L);
    }

    /** What decides on an early end, told of what was measured since the workers are what they are. */
    EarlyStopping replayed(EarlyStoppingConfig config) {
        EarlyStopping stopping = new EarlyStopping(config);
        long since = workersSince();
        entries.stream()
                .filter(entry -> entry.metric().equals(stopping.metric()) && entry.step() > since)
                .forEach(entry -> stopping.measured(entry.round(), entry.value()));
        return stopping;
    }

    /** What monitors are shown of the rounds so far, in their order. */
    List<Measurement> measurements() {
        SortedMap<Long, List<HistoryRow>> byRound = new TreeMap<>();
        entries.forEach(entry -> byRound.computeIfAbsent(entry.round(), round -> new ArrayList<>())
                .add(entry));
        return byRound.values().stream().map(TrainingHistory::measurement).toList();
    }

    /** What they are shown of the last round. */
    Measurement lastMeasurement() {
        long round = lastEntry().round();
        int from = entries.size();
        while (from > 0 && entries.get(from - 1).round() == round) {
            from--;
        }
        return measurement(entries.subList(from, entries.size()));
    }

    private static Measurement measurement(List<HistoryRow> round) {
        SortedMap<String, Double> metrics = new TreeMap<>();
        round.stream()
                .filter(entry -> !entry.metric().startsWith(MACHINE) && !StabilityNotes.holds(entry.metric()))
                .forEach(entry -> metrics.put(entry.metric(), entry.value()));
        return new Measurement(round.get(0).round(), round.get(0).step(), metrics);
    }

    /** Notes something at the last round, in place of what was noted there under the same name. */
    void note(String metric, double value) {
        HistoryRow last = lastEntry();
        entries.removeIf(
                entry -> entry.round() == last.round() && entry.metric().equals(metric));
        entries.add(new HistoryRow(last.round(), last.step(), last.examples(), last.seconds(), metric, value));
    }

    private HistoryRow lastEntry() {
        return entries.isEmpty() ? new HistoryRow(0, 0, 0, 0, "", 0) : entries.get(entries.size() - 1);
    }

    /** Forgets the rounds after one. */
    void forgetAfter(long round) {
        entries.removeIf(entry -> entry.round() > round);
    }

    /** The round at which a run that goes on from another one's with other workers begins; 0 for any other. */
    long start() {
        return last(CHANGED_TO).map(HistoryRow::round).orElse(0L);
    }

    /** What a model card has to say beside the last measures: the last change of the number of workers, if any. */
    SortedMap<String, Double> remarks() {
        SortedMap<String, Double> remarks = new TreeMap<>();
        last(CHANGED_FROM).ifPresent(change -> {
            remarks.put(CHANGED_FROM, change.value());
            remarks.put("workers-changed-after-round", (double) change.round());
        });
        remarks.putAll(new StabilityNotes(this).figures());
        return remarks;
    }

    /** The last row of a metric. */
    Optional<HistoryRow> last(String metric) {
        return entries.stream().filter(entry -> entry.metric().equals(metric)).reduce((earlier, later) -> later);
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
        try {
            byte[] json = JSON.writeValueAsBytes(entries);
            files.mkdirs(folder);
            AtomicFile.replace(files, file, out -> out.write(json));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the training history at " + file, e);
        }
    }

    /** Whether a history up to a round was written. */
    static boolean isKept(long round, FileSystem files, Path folder) throws IOException {
        return files.exists(file(folder, round));
    }

    /** Reads what a run measured up to the round of a checkpoint. */
    static TrainingHistory upTo(long round, FileSystem files, Path folder) {
        TrainingHistory history = new TrainingHistory();
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
