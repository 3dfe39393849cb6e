package io.lucidgen.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.config.GateConfig;
import io.lucidgen.config.GenerationConfig;
import io.lucidgen.config.WeightChoice;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.RunsTable;
import io.lucidgen.jobs.table.TablePartition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StepTest {
    private static final LocalDate DATE = LocalDate.of(2026, 3, 1);
    private static final RunLock.Timing FAST = new RunLock.Timing(Duration.ofMillis(50), Duration.ofMillis(400));

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private JobContext context;

    @BeforeEach
    void openContext() throws IOException {
        SparkSession spark = SPARK.session();
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(folder.toUri());
        FileSystem files = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
        context = new JobContext(spark, null, root, files, DATE, lines::add);
    }

    @Test
    void aCompleteRunIsNotDoneAgain() throws IOException {
        RunManifest first = complete(request(1));
        lines.clear();
        try (Step again = Step.begin(context, request(1), FAST)) {
            assertThat(again.alreadyDone()).isTrue();
            assertThat(again.manifest()).contains(first);
        }
        assertThat(lines).first().asString().contains("already done").contains(first.runId());
    }

    @Test
    void anythingThatTheOutcomeDependsOnMakesAnotherRun() throws IOException {
        String first = complete(request(1)).runId();
        assertThat(complete(request(2)).runId()).isNotEqualTo(first);
        assertThat(complete(request(1).input("dataset", "abc")).runId()).isNotEqualTo(first);
        JobContext tomorrow = new JobContext(
                context.spark(), null, context.root(), context.files(), DATE.plusDays(1), context.console());
        try (Step step = Step.begin(tomorrow, request(1), FAST)) {
            assertThat(step.alreadyDone()).isFalse();
            assertThat(step.runId()).isNotEqualTo(first).startsWith("generate-digits-");
        }
    }

    @Test
    void aFailedRunLeavesNoManifestAndIsDoneAgain() throws IOException {
        String runId;
        try (Step step = Step.begin(context, request(1), FAST)) {
            runId = step.runId();
        }
        assertThat(context.ledger().on(DATE)).isEmpty();
        assertThat(complete(request(1)).runId()).isEqualTo(runId);
    }

    @Test
    void theSecondOfTwoProcessesAtOneRunIsTurnedAway() throws IOException {
        try (Step first = Step.begin(context, request(1), FAST)) {
            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(() -> Step.begin(context, request(1), FAST))
                    .withMessageContaining("another run holds it")
                    .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.LOCKED));
            assertThat(first.alreadyDone()).isFalse();
        }
        complete(request(1));
    }

    @Test
    void theRunsTableTellsWhatTheManifestTells() throws IOException {
        RunManifest manifest = complete(request(1));
        assertThat(manifest.config()).containsEntry("generation.grid-rows", "1").containsEntry("seed", "7");
        assertThat(manifest.figures()).containsEntry("samples-per-second", 12.5);
        Row row = context.spark()
                .read()
                .parquet(
                        manifest.partition().in(context.root(), RunsTable.TABLE).toString())
                .first();
        assertThat(row.<String>getAs(RunsTable.COMMAND)).isEqualTo("generate");
        assertThat(row.<String, String>getJavaMap(row.fieldIndex(RunsTable.CONFIG)))
                .containsEntry("generation.samples", "1");
        assertThat(row.<String, Double>getJavaMap(row.fieldIndex(RunsTable.FIGURES)))
                .containsEntry("samples-per-second", 12.5);
        assertThat(row.<java.sql.Timestamp>getAs(RunsTable.STARTED).toInstant()).isEqualTo(manifest.started());
    }

    @Test
    void nothingButTablesAndManifestsIsLeft() throws IOException {
        complete(request(1));
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
                    .allMatch(name -> name.equals("manifest.json") || name.matches("part-.*\\.zstd\\.parquet"))
                    .hasSize(2);
        }
        assertThat(folder.resolve("_staging")).doesNotExist();
    }

    @Test
    void aRunAboutNoModelIsFiledUnderNone() throws IOException {
        try (Step step = Step.begin(context, RunRequest.onDataset("ingest", "digits"), FAST)) {
            RunManifest manifest = step.complete(Map.of());
            assertThat(manifest.model()).isNull();
            assertThat(manifest.partition().model()).isEqualTo(TablePartition.NONE);
        }
        assertThat(context.ledger().latest("ingest", "digits", DATE)).isPresent();
    }

    @Test
    void aManifestThatWasCutShortIsRefusedAndNamed() throws IOException {
        RunManifest manifest = complete(request(1));
        Path file = folder.resolve("runs/run_date=" + DATE + "/" + manifest.runId() + "/manifest.json");
        Files.writeString(file, Files.readString(file).substring(0, 40));
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> Step.begin(context, request(1), FAST))
                .withMessageContaining("manifest.json")
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA));
    }

    private RunManifest complete(RunRequest request) throws IOException {
        try (Step step = Step.begin(context, request, FAST)) {
            return step.complete(Map.of("samples-per-second", 12.5));
        }
    }

    private static RunRequest request(int samples) {
        return RunRequest.onVersion("generate", "digits", "v1")
                .reads(
                        "generation",
                        new GenerationConfig(samples, 1, 1, 2, WeightChoice.EMA, new GateConfig(false, 0, 2)))
                .reads("seed", 7L);
    }
}
