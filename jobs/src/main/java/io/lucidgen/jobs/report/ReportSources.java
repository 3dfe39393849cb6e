package io.lucidgen.jobs.report;

import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunLedger;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.run.RunOutput;
import io.lucidgen.jobs.run.RunRequest;
import io.lucidgen.jobs.table.EffectEdgesTable;
import io.lucidgen.jobs.table.ExplanationScoresTable;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.jobs.table.FindingsTable;
import io.lucidgen.jobs.table.LatentDirectionsTable;
import io.lucidgen.jobs.table.ModelScoresTable;
import io.lucidgen.jobs.table.PartEffectsTable;
import io.lucidgen.jobs.table.SampleScoresTable;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.jobs.table.SurrogatesTable;
import io.lucidgen.jobs.table.Table;
import io.lucidgen.jobs.table.TablePartition;
import io.lucidgen.jobs.table.TrainingHistoryTable;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The tables that a report is made from: of each the latest complete run for the report's date and version. */
final class ReportSources {

    /** What generate's run is called among the inputs of the runs that read its samples. */
    static final String SAMPLES_INPUT = "samples";

    private static final int DATE_LENGTH = "yyyy-MM-dd".length();

    private final JobContext context;
    private final ModelCard.Model model;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Optional<Source> explainedSamples;

    /** A table as one run published it. */
    record Source(Table table, RunManifest run) {

        /** How many rows the run published. */
        long rows() {
            return run.output(table.name()).map(RunOutput::rows).orElse(0L);
        }

        Path folder(Path root) {
            return run.partition().in(root, table);
        }
    }

    private ReportSources(JobContext context, ModelCard.Model model) throws IOException {
        this.context = context;
        this.model = model;
        add(TrainingHistoryTable.TABLE, trainingRun());
        for (Table table : List.of(
                SamplesTable.TABLE,
                ExplanationsTable.TABLE,
                ExplanationScoresTable.TABLE,
                PartEffectsTable.TABLE,
                EffectEdgesTable.TABLE,
                LatentDirectionsTable.TABLE,
                FindingsTable.TABLE,
                SurrogatesTable.TABLE,
                SampleScoresTable.TABLE,
                ModelScoresTable.TABLE)) {
            add(table, context.tables().latest(table, context.runDate(), model.name(), Optional.of(model.version())));
        }
        this.explainedSamples = findExplainedSamples();
    }

    /** Finds what complete runs have published about a version. */
    static ReportSources find(JobContext context, ModelCard.Model model) throws IOException {
        return new ReportSources(context, model);
    }

    /** The table, if some run has published it. */
    Optional<Source> of(Table table) {
        return Optional.ofNullable(sources.get(table.name()));
    }

    /** All tables that were found. */
    List<Source> all() {
        List<Source> all = new ArrayList<>(sources.values());
        explainedSamples.filter(samples -> !all.contains(samples)).ifPresent(all::add);
        return all;
    }

    /**
     * The samples that the explanations are of. A later run of generate gives other samples under the same ids, so they
     * need not be those of {@link #of}.
     */
    Optional<Source> explainedSamples() {
        return explainedSamples;
    }

    /** The scores of the samples that the explanations are of. */
    Optional<Source> explainedSampleScores() {
        return of(SampleScoresTable.TABLE)
                .filter(scores -> explainedSamples.isPresent()
                        && explainedSamples.get().run().runId().equals(samplesReadBy(scores.run())));
    }

    /** The trust of the explanations, by the run that made them. */
    Optional<Source> explanationScores() {
        return of(ExplanationScoresTable.TABLE)
                .filter(scores -> of(ExplanationsTable.TABLE)
                        .filter(maps -> maps.run().runId().equals(scores.run().runId()))
                        .isPresent());
    }

    Dataset<Row> read(Source source) throws IOException {
        return context.tables().read(source.table(), source.run().partition());
    }

    /** Adds the runs behind all tables, so that a new explanation makes a new report. */
    RunRequest addTo(RunRequest request) {
        RunRequest all = request;
        for (Source source : sources.values()) {
            all = all.input(source.table().name(), source.run().runId());
        }
        return explainedSamples.isEmpty()
                ? all
                : all.input("explained-samples", explainedSamples.get().run().runId());
    }

    private void add(Table table, Optional<TablePartition> found) throws IOException {
        if (found.isPresent()) {
            context.ledger()
                    .find(found.get().runDate(), found.get().runId())
                    .ifPresent(run -> sources.put(table.name(), new Source(table, run)));
        }
    }

    /** A run's history is filed under its last version; an earlier one has the same beginning, up to its rounds. */
    private Optional<TablePartition> trainingRun() throws IOException {
        String run = model.version().replaceFirst("-r\\d+$", "");
        return context.ledger().publishersOf(TrainingHistoryTable.TABLE.name(), trainingDate()).stream()
                .filter(partition -> partition.model().equals(model.name()))
                .filter(partition -> partition.version().equals(model.version())
                        || partition.version().startsWith(run + "-r"))
                .reduce((earlier, later) -> later);
    }

    /** The date that a version begins with is that of the run that trained it. */
    LocalDate trainingDate() {
        String version = model.version();
        try {
            return LocalDate.parse(version.substring(0, Math.min(DATE_LENGTH, version.length())));
        } catch (DateTimeParseException e) {
            return context.runDate();
        }
    }

    private Optional<Source> findExplainedSamples() throws IOException {
        Optional<Source> maps = of(ExplanationsTable.TABLE);
        if (maps.isEmpty()) {
            return Optional.empty();
        }
        String read = samplesReadBy(maps.get().run());
        RunLedger ledger = context.ledger();
        return read == null
                ? Optional.empty()
                : ledger.find(maps.get().run().runDate(), read).map(run -> new Source(SamplesTable.TABLE, run));
    }

    private static String samplesReadBy(RunManifest run) {
        return run.inputs().get(SAMPLES_INPUT);
    }
}
