package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.HistoryRow;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run that died is gone on with by another number of workers, and says so. */
class OtherWorkersTest {

    private static final String[] TWO = TinyRuns.gan("training.warm-up-steps=5");
    private static final String[] THREE = TinyRuns.gan("training.warm-up-steps=5", "averaging.workers=3");

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private Path folder;

    private TinyRuns runs;

    @BeforeEach
    void twoWorkersDieAfterRoundThree() throws Exception {
        runs = new TinyRuns(SPARK.session(), folder);
        dieAfter(3, "root", TWO);
    }

    private void dieAfter(int round, String root, String... settings) throws Exception {
        if (!folder.resolve(root).toFile().exists()) {
            new IngestJob(runs.context(root)).run();
        }
        JobContext dying = runs.dyingAt("round " + round + " ", root, settings);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
    }

    @Test
    void threeWorkersGoOnAndSayWhatChanged() throws Exception {
        Checkpoint trained = train("root", THREE);

        assertThat(runs.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("going on from round 2 of train-tiny-model-")
                        .endsWith("with 3 workers in place of 2: new shards, each from the start of an epoch;"
                                + " the learning rate rises over 5 steps"));
        assertThat(trained.state().counters().rounds()).isEqualTo(6);
        assertThat(trained.state().counters().examples()).isEqualTo(2 * 2 * 2 * 8 + 4 * 3 * 2 * 8);
        // The 96 examples in shards of 32: an epoch was begun, so the second one is entered at 32.
        assertThat(trained.state().cursors()).containsExactly(96L, 96L, 96L);
        assertThat(trained.card().training().workers()).isEqualTo(3);
        assertThat(trained.card().training().figures())
                .containsEntry("workers-changed-from", 2.0)
                .containsEntry("workers-changed-after-round", 2.0);

        List<HistoryRow> history = Trained.history(runs.context("root", THREE));
        assertThat(Trained.rows("generator-loss", history))
                .extracting(HistoryRow::round)
                .isEqualTo(LongStream.rangeClosed(1, 6).boxed().toList());
        assertThat(Trained.rows("workers-changed-to", history))
                .singleElement()
                .satisfies(row -> assertThat(List.of((double) row.round(), (double) row.step(), row.value()))
                        .containsExactly(2.0, 4.0, 3.0));
        RunManifest manifest = runs.context("root").ledger().on(TinyRuns.DATE).stream()
                .filter(run -> run.command().equals("train"))
                .findFirst()
                .orElseThrow();
        assertThat(manifest.inputs().get("goes-on-from")).endsWith("-r000002");
    }

    @Test
    void whatWentOnIsResumedAndSkippedLikeAnyRun() throws Exception {
        dieAfter(3, "twin", TWO);
        Checkpoint uninterrupted = train("twin", THREE);

        dieAfter(5, "root", THREE);
        runs.lines().clear();
        Checkpoint resumed = train("root", THREE);
        assertThat(runs.lines()).contains("resuming after round 4");
        assertThat(resumed.state()).isEqualTo(uninterrupted.state());
        assertThat(Trained.withoutTimes(runs.context("root", THREE)))
                .isEqualTo(Trained.withoutTimes(runs.context("twin", THREE)));

        runs.lines().clear();
        train("root", THREE);
        assertThat(runs.lines()).first().asString().contains("already done");
    }

    @Test
    void thoseWhoBeganItGoOnAsIfNothingHadHappened() throws Exception {
        new IngestJob(runs.context("calm")).run();
        Checkpoint calm = train("calm", TWO);
        train("root", THREE);

        assertThat(train("root", TWO).state()).isEqualTo(calm.state());
    }

    @Test
    void aCompleteRunIsNotGoneOnWith() throws Exception {
        train("root", TWO);
        runs.lines().clear();
        Checkpoint other = train("root", THREE);

        assertThat(runs.lines()).noneMatch(line -> line.startsWith("going on"));
        assertThat(other.state().counters().examples()).isEqualTo(6 * 3 * 2 * 8);
    }

    private Checkpoint train(String root, String... settings) throws Exception {
        JobContext context = runs.context(root, settings);
        new TrainingJob(context).run();
        return Trained.latest(context);
    }
}
