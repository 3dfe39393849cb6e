package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.StoredVersion;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.run.VersionChoice;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.HistoryRow;
import io.lucidgen.jobs.table.TablePartition;
import io.lucidgen.jobs.table.TrainingHistoryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The train command's job, from a dataset to a checkpoint and a history, and again after a failure. */
class TrainingJobTest {

    private static final String MODEL = "tiny-model";

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private Path folder;

    private TinyRuns runs;

    @BeforeEach
    void ingest() throws IOException {
        runs = new TinyRuns(SPARK.session(), folder);
        new IngestJob(runs.context("root")).run();
    }

    @Test
    void aGanLeavesACheckpointAndItsHistory() throws Exception {
        JobContext context = runs.context("root", TinyRuns.gan());
        new TrainingJob(context).run();

        Checkpoint trained = latest(context);
        assertThat(trained.state().counters().rounds()).isEqualTo(6);
        assertThat(trained.state().counters().steps()).isEqualTo(12);
        assertThat(trained.state().counters().examples()).isEqualTo(6 * 2 * 2 * 8);
        assertThat(trained.card().training().configuration()).containsEntry("averaging.local-steps", "2");
        List<HistoryRow> history = history(context);
        assertThat(valuesOf("discriminator-loss", history)).hasSize(6);
        assertThat(valuesOf("held-out-accuracy-real", history))
                .hasSize(2)
                .allSatisfy(value -> assertThat(value).isBetween(0.0, 1.0));
        Set<String> metrics = history.stream().map(HistoryRow::metric).collect(Collectors.toSet());
        assertThat(metrics)
                .contains("generator-loss", "held-out-accuracy-fake")
                .anyMatch(metric -> metric.endsWith("gradient-norm"));
        assertThat(runs.lines())
                .filteredOn(line -> line.startsWith("round "))
                .hasSize(6)
                .allSatisfy(line -> assertThat(line)
                        .contains("loss")
                        .contains("examples/s")
                        .contains("MB moved")
                        .contains("left"));
    }

    @Test
    void aVaeDoesToo() throws Exception {
        JobContext context = runs.context("root", TinyRuns.vae());
        new TrainingJob(context).run();

        assertThat(latest(context).definition().family()).isEqualTo("vae");
        assertThat(valuesOf("kl", history(context))).hasSize(6);
    }

    @Test
    void anUnchangedRunIsSkippedAndAnyChangeIsANewOne() throws Exception {
        JobContext context = runs.context("root", TinyRuns.gan());
        new TrainingJob(context).run();
        String first = latest(context).card().model().version();
        runs.lines().clear();
        new TrainingJob(context).run();
        assertThat(runs.lines()).first().asString().contains("already done");

        new TrainingJob(runs.context("root", TinyRuns.gan("seed=2"))).run();
        assertThat(latest(context).card().model().version()).isNotEqualTo(first);
        assertThat(latest(context).state().slots())
                .isNotEqualTo(load(context, first).state().slots());
    }

    @Test
    void aRunThatDiedBetweenRoundsEndsLikeOneThatDidNot() throws Exception {
        JobContext uninterrupted = runs.context("root", TinyRuns.gan());
        new TrainingJob(uninterrupted).run();

        new IngestJob(runs.context("other")).run();
        String[] settings = TinyRuns.gan();
        JobContext dying = runs.dyingAt("round 5 ", "other", settings);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
        assertThat(versions(dying)).extracting(StoredVersion::rounds).containsExactly(2L, 4L);

        JobContext again = runs.context("other", settings);
        runs.lines().clear();
        new TrainingJob(again).run();
        assertThat(runs.lines()).contains("resuming after round 4");
        assertThat(latest(again).state()).isEqualTo(latest(uninterrupted).state());
        assertThat(withoutTimes(history(again))).isEqualTo(withoutTimes(history(uninterrupted)));
    }

    @Test
    void aResumedRunGoesOnWithoutTheWorkersThatWereLeftOut() throws Exception {
        JobContext dying = runs.dyingAt("round 5 ", "root", TinyRuns.gan());
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
        Path record;
        try (Stream<Path> all = Files.walk(folder.resolve("root"))) {
            record = all.filter(file -> file.endsWith("left-out-workers.json"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(record).hasContent("{\"1\":[],\"2\":[],\"3\":[],\"4\":[]}");
        Files.writeString(record, "{\"1\":[],\"2\":[],\"3\":[],\"4\":[],\"5\":[1]}");

        JobContext again = runs.context("root", TinyRuns.gan());
        new TrainingJob(again).run();

        assertThat(valuesOf("workers-left-out", history(again))).containsExactly(0.0, 0.0, 0.0, 0.0, 1.0, 0.0);
        assertThat(history(again))
                .filteredOn(row -> row.metric().equals("worker-1-left-out"))
                .extracting(HistoryRow::round)
                .containsExactly(5L);
        assertThat(latest(again).state().cursors()).containsExactly(6 * 16L, 5 * 16L);
    }

    @Test
    void anAlteredCheckpointIsNotResumedFrom() throws Exception {
        JobContext dying = runs.dyingAt("round 3 ", "root", TinyRuns.gan());
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
        flipABitOfTheLargestFile(folder.resolve("root/models"));

        JobContext again = runs.context("root", TinyRuns.gan());
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new TrainingJob(again).run())
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA));
        assertThat(folder.resolve("root/tables/training_history")).doesNotExist();
    }

    @Test
    void aCheckpointOfAnotherFamilyIsRefused() throws Exception {
        JobContext gan = runs.context("root", TinyRuns.gan());
        new TrainingJob(gan).run();

        JobContext vae = runs.context("root", TinyRuns.vae());
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> VersionChoice.load(store(vae), vae.config().model(), Optional.empty()))
                .withMessageContaining("gan")
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA));
    }

    @Test
    void withoutADatasetThereIsOneLine() throws Exception {
        JobContext empty = runs.context("empty", TinyRuns.gan());
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new TrainingJob(empty).run())
                .withMessageContaining("Run ingest first");
        assertThat(folder.resolve("empty")).doesNotExist();
    }

    private static CheckpointStore store(JobContext context) {
        return new CheckpointStore(context.files(), context.root());
    }

    private static List<StoredVersion> versions(JobContext context) throws IOException {
        return store(context).versions(MODEL);
    }

    private static Checkpoint latest(JobContext context) throws IOException {
        return VersionChoice.load(store(context), MODEL, Optional.empty());
    }

    private static Checkpoint load(JobContext context, String version) throws IOException {
        return VersionChoice.load(store(context), MODEL, Optional.of(version));
    }

    private static List<HistoryRow> history(JobContext context) throws IOException {
        TablePartition run = context.tables()
                .latest(TrainingHistoryTable.TABLE, TinyRuns.DATE, MODEL, Optional.empty())
                .orElseThrow();
        return context.tables().read(TrainingHistoryTable.TABLE, run).collectAsList().stream()
                .map(TrainingHistoryTable::entry)
                .toList();
    }

    private static List<Double> valuesOf(String metric, List<HistoryRow> history) {
        return history.stream()
                .filter(row -> row.metric().equals(metric))
                .map(HistoryRow::value)
                .toList();
    }

    private static List<HistoryRow> withoutTimes(List<HistoryRow> history) {
        return history.stream()
                .filter(row -> !row.metric().startsWith("machine-"))
                .map(row -> new HistoryRow(row.round(), row.step(), row.examples(), 0, row.metric(), row.value()))
                .toList();
    }

    private static void flipABitOfTheLargestFile(Path models) throws IOException {
        Path largest;
        try (Stream<Path> all = Files.walk(models)) {
            largest = all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".crc"))
                    .max((one, other) ->
                            Long.compare(one.toFile().length(), other.toFile().length()))
                    .orElseThrow();
        }
        byte[] content = Files.readAllBytes(largest);
        content[content.length / 2] ^= 1;
        Files.write(largest, content);
    }
}
