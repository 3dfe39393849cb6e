package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.Counters;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rounds that become longer where communication takes too much of them: of a model so small, nearly all of their time, so
 * that the longest rounds are chosen that there may be, whatever the clock says.
 */
class LocalStepsTuningTest {

    private static final String[] TUNED = {
        "averaging.communication-share=0.05",
        "averaging.local-steps=2",
        "training.rounds=24",
        "training.checkpoint-every=4",
        "training.held-out-every=4"
    };

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
    void theStepsOfARunAreDoneInFewerRounds() throws Exception {
        JobContext context = runs.context("root", TinyRuns.gan(TUNED));
        new TrainingJob(context).run();

        // 8 steps in four rounds of 2, and the 40 that are left in four of 10.
        Counters counters = Trained.latest(context).state().counters();
        assertThat(counters.rounds()).isEqualTo(8);
        assertThat(counters.steps()).isEqualTo(48);
        assertThat(runs.lines())
                .contains("2 local steps a round, 24 rounds in all", "10 local steps a round, 8 rounds in all");
        assertThat(Trained.rows("local-steps-from-here", Trained.history(context)))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.round()).isEqualTo(4);
                    assertThat(row.value()).isEqualTo(10);
                });
    }

    @Test
    void aRunThatDiedKeepsTheRoundsThatItHadChosen() throws Exception {
        JobContext dying = runs.dyingAt("round 6 ", "root", TinyRuns.gan(TUNED));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
        JobContext again = runs.context("root", TinyRuns.gan(TUNED));
        new TrainingJob(again).run();

        assertThat(runs.lines()).contains("resuming after round 4", "10 local steps a round, 8 rounds in all");
        assertThat(Trained.latest(again).state().counters().steps()).isEqualTo(48);
    }

    @Test
    void withoutAShareRoundsStayAsTheyAre() throws Exception {
        JobContext context = runs.context("root", TinyRuns.gan("averaging.local-steps=2"));
        new TrainingJob(context).run();

        assertThat(Trained.latest(context).state().counters().steps())
                .isEqualTo(2 * context.config().training().rounds());
        assertThat(Trained.history(context)).noneMatch(row -> row.metric().startsWith("local-steps"));
    }
}
