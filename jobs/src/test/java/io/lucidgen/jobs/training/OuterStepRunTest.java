package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.config.UpdaterState;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.training.LocalResult;
import io.lucidgen.training.OuterStep;
import io.lucidgen.training.WeightedMean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds that end with a step of an outer optimiser: their numbers, losses on the way, and going on after a death. */
class OuterStepRunTest {

    private static final int ROUNDS = 4;
    private static final int WORKERS = 3;
    private static final OuterStep OUTER = new OuterStep(0.7, 0.9);

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    private static TinyAveraging averaging;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        averaging = new TinyAveraging(SPARK.context());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void roundsAreThoseOfAPlainLoop(boolean oneByOne) throws Exception {
        LocalTask task = task();
        TinyAveraging.Setting setting = new TinyAveraging.Setting();
        setting.wholeAfter = round -> oneByOne || round == ROUNDS;

        assertThat(averaging.rounds(task, averaging.shards(task), ROUNDS, setting))
                .isEqualTo(plainLoop(task));
    }

    @Test
    void lostBlocksChangeNoBit() throws Exception {
        LocalTask task = task();
        TinyAveraging.Setting disturbed = new TinyAveraging.Setting();
        disturbed.phases = TinyAveraging.losing();

        assertThat(averaging.rounds(task, averaging.shards(task), ROUNDS, disturbed))
                .isEqualTo(plainLoop(task));
        assertThat(disturbed.lines).isNotEmpty();
    }

    @Test
    void aRunGoesOnAfterADeathWithTheVelocityThatItHad() throws Exception {
        TinyRuns runs = new TinyRuns(SPARK.session(), folder);
        String[] outer = {"averaging.outer.rate=0.7", "averaging.outer.momentum=0.5"};
        JobContext calm = runs.context("root", TinyRuns.gan(outer));
        new IngestJob(calm).run();
        new TrainingJob(calm).run();
        JobContext dying = runs.dyingAt("round 5 ", "other", TinyRuns.gan(outer));
        new IngestJob(runs.context("other")).run();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
        JobContext again = runs.context("other", TinyRuns.gan(outer));
        new TrainingJob(again).run();

        ModelState trained = Trained.latest(calm).state();
        assertThat(trained.slots()).containsKeys("generator.velocity", "discriminator.velocity");
        assertThat(Trained.latest(again).state()).isEqualTo(trained);
        JobContext plain = runs.context("root", TinyRuns.gan());
        new TrainingJob(plain).run();
        assertThat(Trained.latest(plain).state().slot("generator.parameters"))
                .isNotEqualTo(trained.slot("generator.parameters"));
    }

    private static LocalTask task() {
        return TinyAveraging.with(
                OUTER, TinyAveraging.with(UpdaterState.AVERAGE, 0.9, TinyAveraging.task(WORKERS, 1000)));
    }

    private static ModelState plainLoop(LocalTask task) {
        ModelState state = TinyAveraging.start(task);
        for (int round = 1; round <= ROUNDS; round++) {
            List<LocalResult> results = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                results.add(averaging.alone(task, state, worker));
            }
            ModelState before = state;
            SortedMap<String, SlotVector> after = new TreeMap<>();
            results.get(0).slots().keySet().forEach(slot -> after.put(slot, mean(results, slot)));
            for (String slot : results.get(0).slots().keySet()) {
                if (ModelState.isParameters(slot)) {
                    String velocity = ModelState.velocityOfParameters(slot);
                    OuterStep.Result stepped = OUTER.after(before.slot(slot), before.slot(velocity), after.get(slot));
                    after.put(slot, stepped.parameters());
                    after.put(velocity, stepped.velocity());
                }
            }
            after.put(
                    "generator.ema",
                    task.movingAverage()
                            .after(
                                    before.slot("generator.ema"),
                                    after.get("generator.parameters"),
                                    before.counters().steps(),
                                    task.localSteps()));
            long examples = results.stream().mapToLong(LocalResult::examples).sum();
            state = new ModelState(
                    after,
                    before.counters().afterRound(task.localSteps(), examples),
                    results.stream()
                            .map(result -> before.cursors().get(result.worker()) + result.examples())
                            .toList());
        }
        return state;
    }

    private static SlotVector mean(List<LocalResult> results, String slot) {
        WeightedMean mean = new WeightedMean(results.get(0).slots().get(slot).length());
        results.forEach(result -> mean.add(result.slots().get(slot), result.examples()));
        return mean.result();
    }
}
