package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.StoredVersion;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.HistoryRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a run does about alarms, and that a death on the way changes nothing of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StabilityTest {

    private static final String KL = "held-out-kl";

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private static Path folder;

    private TinyRuns runs;
    private JobContext undisturbed;
    private double threshold;
    private int roots;

    /** Where the divergence of a VAE that pays much for it falls below what it is after the fifth of eight rounds. */
    @BeforeAll
    void measure() throws Exception {
        runs = new TinyRuns(SPARK.session(), folder);
        undisturbed = trained(falling());
        List<Double> divergences = values(KL, undisturbed);
        assertThat(divergences).hasSize(8).isSortedAccordingTo((one, other) -> Double.compare(other, one));
        threshold = (divergences.get(4) + divergences.get(5)) / 2;
    }

    @BeforeEach
    void forgetLines() {
        runs.lines().clear();
    }

    @Test
    void theyAreLoggedAndNoBitChanges() throws Exception {
        String[] settings = falling("training.stability.posterior-collapse.min-kl=" + threshold);
        JobContext context = trained(settings);

        assertThat(Trained.rows("alarm-posterior-collapse", Trained.history(context)))
                .extracting(HistoryRow::round)
                .containsExactly(7L);
        assertThat(values("alarm-posterior-collapse", context))
                .containsExactly(values(KL, context).get(6));
        assertThat(manifest(context).figures()).containsEntry("alarms-posterior-collapse", 1.0);
        assertThat(Trained.latest(context).card().training().figures()).containsKey("alarms-posterior-collapse");
        assertThat(Trained.latest(context).state())
                .isEqualTo(Trained.latest(undisturbed).state());
    }

    @Test
    void theLearningRateIsLoweredAndStaysSoAfterADeath() throws Exception {
        String[] settings = falling(
                "training.stability.action=lower-rate",
                "training.stability.lower-rate-by=0.25",
                "training.stability.patience=1",
                "training.stability.posterior-collapse.min-kl=" + threshold);
        JobContext calm = trained(settings);

        assertThat(Trained.rows("learning-rate-share", Trained.history(calm)))
                .extracting(HistoryRow::round)
                .containsExactly(6L, 7L, 8L);
        assertThat(values("learning-rate-share", calm)).containsExactly(0.25, 0.0625, 0.015625);
        assertThat(manifest(calm).figures()).containsEntry("learning-rate-share", 0.015625);
        assertThat(runs.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("posterior-collapse after round 6: ")
                        .endsWith("; going on with 0.25 of the learning rate"));
        // The rate of the first six rounds is that of a run without alarms, and of no round after them.
        List<Double> losses = values("loss", calm);
        List<Double> higher = values("loss", undisturbed);
        assertThat(losses.subList(0, 6)).isEqualTo(higher.subList(0, 6));
        assertThat(losses.get(7)).isGreaterThan(higher.get(7));

        for (String death : List.of("posterior-collapse after round 6", "round 7 ")) {
            assertEndsLike(calm, 1, death, settings);
        }
    }

    @Test
    void theRunGoesBackToTheLastCheckpointWithoutDoubtsWhateverDeathsThereAre() throws Exception {
        String[] settings = rollingBack();
        JobContext calm = trained(settings);

        List<HistoryRow> history = Trained.history(calm);
        assertThat(Trained.rows("loss", history))
                .extracting(HistoryRow::round)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(Trained.rows("rolled-back-from-round", history))
                .singleElement()
                .satisfies(row ->
                        assertThat(List.of((double) row.round(), row.value())).containsExactly(5.0, 7.0));
        assertThat(Trained.rows("learning-rate-share", history))
                .singleElement()
                .matches(row -> row.round() == 5 && row.value() == 1e-6);
        assertThat(manifest(calm).figures())
                .containsEntry("roll-backs", 1.0)
                .containsEntry("learning-rate-share", 1e-6)
                .doesNotContainKey("alarms-posterior-collapse");
        assertThat(runs.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("posterior-collapse after round 7: ")
                        .contains("2 times in a row; going back to round 5 with 1.0E-6 of the learning rate"));
        // After it the rate is so low that hardly anything changes.
        List<Double> divergences = values(KL, calm);
        assertThat(divergences.subList(5, 8))
                .allSatisfy(kl -> assertThat(kl).isCloseTo(divergences.get(4), withinPercentage(0.1)));
        // The best version is older than the newest checkpoint that was taken back, and still there.
        assertThat(manifest(calm).figures()).containsEntry("best-round", 5.0);
        assertThat(Trained.latest(calm).state().counters().rounds()).isEqualTo(5);

        assertEndsLike(calm, 1, "posterior-collapse after round 7", settings);
        assertEndsLike(calm, 2, "round 6 ", settings);
        // As if it had died with the doubtful versions taken back and nothing noted yet.
        JobContext died = died(1, "round 7 ", settings);
        new CheckpointStore(died.files(), died.root()).removeAfter(5, "tiny-model", "");
        assertEndsLike(calm, died);
    }

    @Test
    void aRunThatComesToNoNumbersGoesBackToItsStart() throws Exception {
        String[] settings = TinyRuns.vae(
                "training.optimizer.kind=sgd",
                "training.optimizer.learning-rate=1e30",
                "training.stability.action=roll-back",
                "training.stability.lower-rate-by=1e-33");
        JobContext calm = trained(settings);

        assertThat(Trained.history(calm))
                .filteredOn(row -> row.round() == 0)
                .extracting(HistoryRow::metric)
                .containsExactlyInAnyOrder(
                        "learning-rate-share", "roll-backs", "rolled-back-for-not-finite", "rolled-back-from-round");
        assertThat(values("loss", calm)).hasSize(6).allMatch(Double::isFinite);
        assertEndsLike(calm, 1, "not-finite after round", settings);
        assertEndsLike(calm, 1, "round 3 ", settings);
    }

    @Test
    void aRunThatGoesBackInVainEnds() throws Exception {
        JobContext context = ingested(TinyRuns.vae(
                "training.optimizer.kind=sgd",
                "training.optimizer.learning-rate=1e30",
                "training.stability.action=roll-back",
                "training.stability.max-roll-backs=2"));

        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new TrainingJob(context).run())
                .withMessageContaining("after it was rolled back 2 times")
                .withMessageContaining("no version without doubts was made")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNSTABLE));
        assertThat(runs.lines())
                .filteredOn(line -> line.contains("going back to round 0"))
                .hasSize(2);
    }

    @Test
    void anAlarmThatEndsTheRunLeavesTheLastCheckpointWithoutDoubts() throws Exception {
        JobContext context = ingested(falling(
                "training.stability.action=end",
                "training.checkpoint-every=1",
                "training.keep-checkpoints=1",
                "training.stability.posterior-collapse.min-kl=" + threshold));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(() -> new TrainingJob(context).run())
                    .withMessageStartingWith("Cannot go on training for round=7: posterior-collapse after round 7: ")
                    .withMessageContaining("the last version without doubts is ")
                    .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNSTABLE));
            assertThat(versions(context)).extracting(StoredVersion::rounds).containsExactly(5L);
            assertThat(context.ledger().latest("train", "tiny-model", TinyRuns.DATE))
                    .isEmpty();
        }
    }

    @Test
    void withoutNumbersAndAnActionTheRunEndsAsEver() throws Exception {
        JobContext context =
                ingested(TinyRuns.vae("training.optimizer.kind=sgd", "training.optimizer.learning-rate=1e30"));

        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new TrainingJob(context).run())
                .withMessageContaining("the last checkpoint is kept")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNSTABLE));
    }

    private void assertEndsLike(JobContext calm, int time, String line, String... settings) throws Exception {
        assertEndsLike(calm, died(time, line, settings));
    }

    /** Goes on with a run and compares its end. */
    private static void assertEndsLike(JobContext calm, JobContext again) throws Exception {
        new TrainingJob(again).run();

        assertThat(Trained.latest(again).state()).isEqualTo(Trained.latest(calm).state());
        assertThat(Trained.withoutTimes(again)).isEqualTo(Trained.withoutTimes(calm));
        assertThat(manifest(again).version()).isEqualTo(manifest(calm).version());
    }

    /** A run that died at some line that it said, the first time or a later one. */
    private JobContext died(int time, String line, String... settings) throws Exception {
        String root = "died" + roots++;
        new IngestJob(runs.context(root)).run();
        List<String> said = new ArrayList<>();
        JobContext dying = runs.context(
                root,
                text -> {
                    said.add(text);
                    if (text.startsWith(line)
                            && said.stream().filter(one -> one.startsWith(line)).count() == time) {
                        throw new IllegalStateException("the driver dies");
                    }
                },
                settings);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
        return runs.context(root, settings);
    }

    /** A VAE whose divergence falls from round to round. */
    private static String[] falling(String... more) {
        return TinyRuns.vae(Stream.concat(
                        Stream.of(
                                "model.vae.beta=50",
                                "model.vae.kl-warmup-steps=0",
                                "training.optimizer.learning-rate=0.002",
                                "training.rounds=8",
                                "training.held-out-every=1",
                                "training.stability.grace-steps=0",
                                "training.stability.patience=2",
                                "training.stability.posterior-collapse.min-active-units=0"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /**
     * With a checkpoint after each round, of which only the newest would be kept were it not for doubts, and the best
     * version published.
     */
    private String[] rollingBack() {
        return falling(
                "training.stability.action=roll-back",
                "training.stability.lower-rate-by=1e-6",
                "training.checkpoint-every=1",
                "training.keep-checkpoints=1",
                "training.early-stopping.metric=held-out-negative-elbo",
                "training.early-stopping.patience=99",
                "training.early-stopping.min-delta=0.01",
                "training.stability.posterior-collapse.min-kl=" + threshold);
    }

    private JobContext ingested(String... settings) throws Exception {
        JobContext context = runs.context("root" + roots++, settings);
        new IngestJob(context).run();
        return context;
    }

    private JobContext trained(String... settings) throws Exception {
        JobContext context = ingested(settings);
        new TrainingJob(context).run();
        return context;
    }

    private static List<Double> values(String metric, JobContext context) throws IOException {
        return Trained.rows(metric, Trained.history(context)).stream()
                .map(HistoryRow::value)
                .toList();
    }

    private static RunManifest manifest(JobContext context) throws IOException {
        Optional<RunManifest> manifest = context.ledger().latest("train", "tiny-model", TinyRuns.DATE);
        return manifest.orElseThrow();
    }

    private static List<StoredVersion> versions(JobContext context) throws IOException {
        return new CheckpointStore(context.files(), context.root()).versions("tiny-model");
    }
}
