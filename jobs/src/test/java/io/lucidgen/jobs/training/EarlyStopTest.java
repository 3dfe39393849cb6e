package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.StoredVersion;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.HistoryRow;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run that ends early publishes its best version and says when it ended, also after a death on the way. */
class EarlyStopTest {

    private static final String METRIC = "held-out-negative-elbo";
    // Nothing beats the first measurement by so much: it is the best one, and patience ends two measurements later.
    private static final String[] STOPPING = TinyRuns.vae(
            "training.early-stopping.metric=" + METRIC,
            "training.early-stopping.patience=2",
            "training.early-stopping.min-delta=1000",
            "training.held-out-every=1");

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private Path folder;

    private TinyRuns runs;

    @BeforeEach
    void ingest() throws Exception {
        runs = new TinyRuns(SPARK.session(), folder);
        new IngestJob(runs.context("root")).run();
    }

    @Test
    void theBestVersionIsTheOneThatIsLeft() throws Exception {
        JobContext context = runs.context("root", STOPPING);
        new TrainingJob(context).run();

        Checkpoint published = Trained.latest(context);
        assertThat(published.card().model().version()).endsWith("-r000001");
        assertThat(published.state().counters().rounds()).isEqualTo(1);
        List<HistoryRow> history = Trained.history(context);
        double best = Trained.rows(METRIC, history).get(0).value();
        assertThat(published.card().training().figures())
                .containsEntry("best-round", 1.0)
                .containsEntry("stopped-early-after-round", 3.0)
                .containsEntry("best-" + METRIC, best)
                .containsKey("reconstruction-loss");
        assertThat(versions(context)).extracting(StoredVersion::rounds).containsExactly(1L);

        assertThat(Trained.rows("loss", history)).extracting(HistoryRow::round).containsExactly(1L, 2L, 3L);
        assertThat(Trained.rows("stopped-early-with-best-round", history))
                .singleElement()
                .satisfies(row ->
                        assertThat(List.of((double) row.round(), row.value())).containsExactly(3.0, 1.0));
        RunManifest manifest = manifest(context);
        assertThat(manifest.version()).isEqualTo(published.card().model().version());
        assertThat(manifest.figures())
                .containsEntry("best-round", 1.0)
                .containsEntry("stopped-early-after-round", 3.0)
                .containsEntry("examples", 3 * 2 * 2 * 8.0);
        assertThat(manifest.output("checkpoint").orElseThrow().path()).endsWith("-r000001");
        assertThat(runs.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("stopped early after round 3: " + METRIC + " was best after round 1 ("));
        assertThat(context.ledger().folder(TinyRuns.DATE, manifest.runId()))
                .satisfies(run -> assertThat(context.files().exists(new org.apache.hadoop.fs.Path(run, "best")))
                        .isFalse());

        JobContext plain = runs.context("root", TinyRuns.vae("training.rounds=1", "training.held-out-every=1"));
        new TrainingJob(plain).run();
        assertThat(published.state()).isEqualTo(Trained.latest(plain).state());
    }

    @Test
    void aDeathOnTheWayDoesNotChangeTheDecision() throws Exception {
        JobContext calm = runs.context("root", STOPPING);
        new TrainingJob(calm).run();
        for (int death : new int[] {1, 2, 3}) {
            String root = "died" + death;
            new IngestJob(runs.context(root)).run();
            JobContext dying = runs.dyingAt("round " + death + " ", root, STOPPING);
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
            JobContext again = runs.context(root, STOPPING);
            new TrainingJob(again).run();

            assertThat(Trained.latest(again).state())
                    .isEqualTo(Trained.latest(calm).state());
            assertThat(Trained.withoutTimes(again)).isEqualTo(Trained.withoutTimes(calm));
            assertThat(manifest(again).version()).isEqualTo(manifest(calm).version());
        }
    }

    @Test
    void aDeathAfterTheDecisionAndBeforeTheManifestDoesNotEither() throws Exception {
        JobContext calm = runs.context("root", STOPPING);
        new TrainingJob(calm).run();
        new IngestJob(runs.context("other")).run();
        JobContext dying = runs.dyingAt("stopped early", "other", STOPPING);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
        JobContext again = runs.context("other", STOPPING);
        new TrainingJob(again).run();

        assertThat(versions(again)).extracting(StoredVersion::rounds).containsExactly(1L);
        assertThat(Trained.latest(again).state()).isEqualTo(Trained.latest(calm).state());
        assertThat(Trained.withoutTimes(again)).isEqualTo(Trained.withoutTimes(calm));
    }

    @Test
    void aRunThatDoesAllItsRoundsPublishesItsBestToo() throws Exception {
        JobContext context = runs.context(
                "root",
                TinyRuns.gan(
                        "training.early-stopping.metric=ema-held-out-discriminator-loss",
                        "training.early-stopping.patience=6",
                        "training.ema-decay=0.5",
                        "training.held-out-every=1",
                        "training.optimizer.learning-rate=0.05"));
        new TrainingJob(context).run();

        HistoryRow best = Trained.rows("ema-held-out-discriminator-loss", Trained.history(context)).stream()
                .min(Comparator.comparing(HistoryRow::value))
                .orElseThrow();
        assertThat(Trained.latest(context).state().counters().rounds()).isEqualTo(best.round());
        assertThat(manifest(context).figures())
                .containsEntry("best-round", (double) best.round())
                .doesNotContainKey("stopped-early-after-round");
        assertThat(Trained.rows("generator-loss", Trained.history(context))).hasSize(6);
    }

    private static List<StoredVersion> versions(JobContext context) throws Exception {
        return new CheckpointStore(context.files(), context.root()).versions("tiny-model");
    }

    private static RunManifest manifest(JobContext context) throws Exception {
        return context.ledger().latest("train", "tiny-model", TinyRuns.DATE).orElseThrow();
    }
}
