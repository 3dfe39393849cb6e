package io.lucidgen.jobs.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.evaluation.explanation.ExplanationScore;
import io.lucidgen.evaluation.explanation.MethodCandidate;
import io.lucidgen.jobs.generation.GenerationJob;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.table.ExplanationScoresTable;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.jobs.table.MethodChoicesTable;
import io.lucidgen.jobs.table.Table;
import io.lucidgen.jobs.table.TablePartition;
import io.lucidgen.jobs.training.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs of explain on trained tiny models with samples of their own. */
final class ExplanationRuns {

    private static final Pattern RUN_ID = Pattern.compile("explain-tiny-model-[0-9a-f]+");

    private final TinyRuns runs;

    private ExplanationRuns(TinyRuns runs) {
        this.runs = runs;
    }

    static ExplanationRuns trained(SparkSession spark, Path folder, String... families) throws Exception {
        ExplanationRuns trained = new ExplanationRuns(new TinyRuns(spark, folder));
        for (String family : families) {
            new IngestJob(trained.context(family)).run();
            new TrainingJob(trained.context(family, "training.rounds=2")).run();
            new GenerationJob(trained.context(family)).run(Optional.empty());
        }
        return trained;
    }

    JobContext context(String family, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "explanation.occlusion.window=2",
                "explanation.occlusion.stride=2",
                "explanation.quality.samples=2",
                "explanation.quality.curve-steps=4",
                "explanation.quality.neighbours=2",
                // Tests of their own look at these.
                "explanation.internals.enabled=false",
                "explanation.surrogates.enabled=false"));
        all.addAll(List.of(settings));
        String[] with = all.toArray(String[]::new);
        return runs.context(family, family.equals("gan") ? TinyRuns.gan(with) : TinyRuns.vae(with));
    }

    /** What commands have told since the last run of explain began. */
    List<String> lines() {
        return runs.lines();
    }

    Run explain(String family, String... settings) throws IOException {
        JobContext context = context(family, settings);
        runs.lines().clear();
        new ExplanationJob(context).run(Optional.empty());
        Matcher runId = RUN_ID.matcher(runs.lines().get(0));
        assertThat(runId.find()).isTrue();
        return new Run(
                context, context.ledger().find(TinyRuns.DATE, runId.group()).orElseThrow());
    }

    /** What one run has published. */
    record Run(JobContext context, RunManifest manifest) {

        List<SampleExplanation> explanations() throws IOException {
            return rows(ExplanationsTable.TABLE).collectAsList().stream()
                    .map(row -> ExplanationsTable.explanation(row).explanation())
                    .toList();
        }

        List<ExplanationScore> scores() throws IOException {
            return rows(ExplanationScoresTable.TABLE).collectAsList().stream()
                    .map(ExplanationScoresTable::score)
                    .toList();
        }

        List<MethodCandidate> choices() throws IOException {
            return rows(MethodChoicesTable.TABLE).collectAsList().stream()
                    .map(MethodChoicesTable::candidate)
                    .toList();
        }

        List<Row> withoutTimes() throws IOException {
            return sorted(rows(ExplanationsTable.TABLE).drop(ExplanationsTable.MILLISECONDS, TablePartition.RUN_ID));
        }

        List<Row> scoreRows() throws IOException {
            return sorted(rows(ExplanationScoresTable.TABLE).drop(TablePartition.RUN_ID));
        }

        private static List<Row> sorted(Dataset<Row> rows) {
            return rows.orderBy(
                            ExplanationsTable.SAMPLE_ID,
                            ExplanationsTable.TARGET_KIND,
                            ExplanationsTable.TARGET_INDEX,
                            ExplanationsTable.METHOD)
                    .collectAsList();
        }

        /** The rows of each file of explanations, as they lie in it. */
        List<List<Row>> files() throws IOException {
            Path folder = Path.of(manifest.partition()
                    .in(context.root(), ExplanationsTable.TABLE)
                    .toUri());
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(".parquet"))
                        .sorted()
                        .map(file ->
                                context.spark().read().parquet(file.toString()).collectAsList())
                        .toList();
            }
        }

        Dataset<Row> rows(Table table) throws IOException {
            return context.tables().read(table, manifest.partition());
        }
    }
}
