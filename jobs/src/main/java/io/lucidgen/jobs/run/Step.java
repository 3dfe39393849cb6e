package io.lucidgen.jobs.run;

import io.lucidgen.jobs.table.PublishedTable;
import io.lucidgen.jobs.table.RunRow;
import io.lucidgen.jobs.table.RunsTable;
import io.lucidgen.jobs.table.Table;
import io.lucidgen.jobs.table.TablePartition;
import io.lucidgen.jobs.table.TableWriter;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The frame of a command: skips what is done already, keeps others away from what is under way, and writes the manifest
 * last.
 *
 * <pre>{@code
 * RunRequest request = RunRequest.onVersion("generate", model, version).reads("generation", config.generation());
 * try (Step step = Step.begin(context, request)) {
 *     if (step.alreadyDone()) {
 *         return;
 *     }
 *     step.publish(SamplesTable.TABLE, rows);
 *     step.complete(Map.of("samples-per-second", rate));
 * }
 * }</pre>
 *
 * <p>A step that fails leaves no manifest: the next one with the same request does all of it again.
 */
public final class Step implements AutoCloseable {
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private final JobContext context;
    private final RunRequest request;
    private final String runId;
    private final Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final long startedNanos = System.nanoTime();
    private final RunLedger ledger;
    private final TableWriter writer;
    private final List<RunOutput> outputs = new ArrayList<>();
    private final RunLock lock;
    private Optional<String> version;
    private Optional<RunManifest> manifest;

    private Step(JobContext context, RunRequest request, RunLock.Timing timing) throws IOException {
        this.context = context;
        this.request = request;
        this.version = request.version();
        this.runId = request.runId(CodeFingerprint.current(), context.runDate());
        this.ledger = context.ledger();
        this.writer = new TableWriter(context.files(), context.root(), ledger);
        this.manifest = ledger.find(context.runDate(), runId);
        this.lock = manifest.isPresent() ? null : acquire(timing);
    }

    /**
     * Begins a run, unless it is complete.
     *
     * @throws io.lucidgen.error.UserException (exit 5) when another process is at the same run
     */
    public static Step begin(JobContext context, RunRequest request) throws IOException {
        return begin(context, request, RunLock.Timing.DEFAULT);
    }

    static Step begin(JobContext context, RunRequest request, RunLock.Timing timing) throws IOException {
        Step step = new Step(context, request, timing);
        String title = request.command() + " " + request.subject()
                + request.version().map(version -> " " + version).orElse("") + " for " + context.runDate();
        if (step.alreadyDone()) {
            context.console().line(title + ": already done: " + step.runId);
            step.tellOutputs(step.manifest.get().outputs());
        } else {
            step.writer.clean(step.partition());
            context.console().line(title + ": run " + step.runId);
        }
        return step;
    }

    /** Whether the same run, by code, configuration, inputs and date, is complete. */
    public boolean alreadyDone() {
        return manifest.isPresent();
    }

    public String runId() {
        return runId;
    }

    public Instant started() {
        return started;
    }

    /** A folder for what only this run needs, such as where to resume from. */
    public Path folder() {
        return ledger.folder(context.runDate(), runId);
    }

    /** The manifest, once the run is complete. */
    public Optional<RunManifest> manifest() {
        return manifest;
    }

    /** Where the rows of this run go in every table. */
    public TablePartition partition() {
        return new TablePartition(
                context.runDate(),
                request.model().orElse(TablePartition.NONE),
                version.orElse(TablePartition.NONE),
                runId);
    }

    /** Names the version that this run makes, from when on it is known and before anything is published. */
    public void version(String made) {
        version = Optional.of(made);
    }

    /** Publishes a table of this run. */
    public PublishedTable publish(Table table, Dataset<Row> rows) throws IOException {
        requireLock();
        PublishedTable published = writer.publish(table, rows, partition());
        outputs.add(RunOutput.of(published));
        return published;
    }

    /** The rows of a table that this run has published, before the run is complete. */
    public Dataset<Row> published(Table table) {
        return context.spark()
                .read()
                .schema(table.schema())
                .parquet(partition().in(context.root(), table).toString());
    }

    /** Notes something else that this run has made. */
    public void output(String name, Path path) {
        outputs.add(RunOutput.of(name, path.toString()));
    }

    /**
     * Makes the run complete: a row of the runs table, and then the manifest.
     *
     * @param figures what was measured, by name
     */
    public RunManifest complete(Map<String, Double> figures) throws IOException {
        requireLock();
        double seconds = (System.nanoTime() - startedNanos) / NANOS;
        RunManifest done = new RunManifest(
                RunManifest.SCHEMA_VERSION,
                runId,
                request.command(),
                request.subject(),
                context.runDate(),
                request.model().orElse(null),
                version.orElse(null),
                RunManifest.COMPLETE,
                started,
                started.plusMillis(Math.round(seconds * MILLIS)),
                seconds,
                fingerprints(),
                request.config(),
                request.inputs(),
                outputs,
                new TreeMap<>(figures),
                RunEnvironment.of(context.spark()));
        Dataset<Row> row = RunsTable.TABLE.rows(context.spark(), List.of(RunsTable.row(rowOf(done))));
        writer.publish(RunsTable.TABLE, row, partition());
        requireLock();
        ledger.record(done);
        manifest = Optional.of(done);
        context.console().line(String.format(Locale.ROOT, "%s: done in %.1f s", runId, seconds));
        tellOutputs(outputs);
        return done;
    }

    /** Lets others at the run, and removes what an unfinished one has left outside the tables. */
    @Override
    public void close() {
        if (lock != null) {
            writer.clean(partition());
            lock.close();
        }
    }

    private void tellOutputs(List<RunOutput> made) {
        for (RunOutput output : made) {
            String rows = output.rows() == null ? "" : ", " + output.rows() + " rows";
            context.console().line("  " + output.name() + ": " + output.path() + rows);
        }
    }

    private RunLock acquire(RunLock.Timing timing) throws IOException {
        Path file = ledger.lock(context.runDate(), runId);
        String action = request.command() + " " + request.subject();
        RunLock acquired = RunLock.acquire(context.files(), file, action, timing, context.console());
        try {
            // The process that held it may have completed the run while this one waited.
            manifest = ledger.find(context.runDate(), runId);
            return acquired;
        } catch (IOException | RuntimeException e) {
            acquired.close();
            throw e;
        }
    }

    private void requireLock() throws IOException {
        if (lock == null || !lock.held()) {
            throw new IOException("Cannot go on with run=" + runId
                    + ": another process has taken it over while this one made no progress. Let the other one finish.");
        }
    }

    private SortedMap<String, String> fingerprints() {
        return new TreeMap<>(Map.of(
                "code", CodeFingerprint.current().hex(),
                "config", Fingerprint.of(request.config()).hex(),
                "inputs", Fingerprint.of(request.inputs()).hex()));
    }

    private static RunRow rowOf(RunManifest run) {
        SortedMap<String, Long> rows = new TreeMap<>();
        SortedMap<String, Long> bytes = new TreeMap<>();
        for (RunOutput output : run.outputs()) {
            if (output.table()) {
                rows.put(output.name(), output.rows());
                bytes.put(output.name(), output.bytes());
            }
        }
        return new RunRow(
                run.command(),
                run.subject(),
                run.status(),
                run.started(),
                run.finished(),
                run.seconds(),
                List.copyOf(rows.keySet()),
                rows,
                bytes,
                run.config(),
                run.inputs(),
                run.figures(),
                run.fingerprints(),
                run.environment());
    }
}
