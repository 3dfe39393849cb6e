package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.config.UpdaterState;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.model.WorkerNetworks;
import io.lucidgen.training.LocalResult;
import io.lucidgen.training.WeightedMean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Rounds in which each worker has a discriminator of its own, which goes from hand to hand. */
class OwnDiscriminatorTest {

    private static final int ROUNDS = 5;
    private static final int WORKERS = 3;
    private static final String DISCRIMINATOR = "discriminator";
    private static final WorkerNetworks OWN = new WorkerNetworks(2);

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    private static TinyAveraging averaging;

    private final TinyAveraging.Setting setting = setting();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        averaging = new TinyAveraging(SPARK.context());
    }

    @ParameterizedTest
    @EnumSource(value = UpdaterState.class, mode = Mode.EXCLUDE, names = "LOCAL")
    void roundsAreThoseOfAPlainLoop(UpdaterState updaterState) throws Exception {
        LocalTask task = task(updaterState);
        setting.wholeAfter = round -> round == ROUNDS;

        ModelState trained = averaging.rounds(task, averaging.shards(task), ROUNDS, setting);

        assertThat(trained.slots()).isEqualTo(plainLoop(task, Set.of()).slots());
        assertThat(trained.slot("discriminator.parameters"))
                .isNotEqualTo(trained.slot("discriminator.worker-1.parameters"));
    }

    @Test
    void lostBlocksChangeNoBit() throws Exception {
        LocalTask task = task(UpdaterState.AVERAGE);
        setting.phases = TinyAveraging.losing();

        assertThat(averaging
                        .rounds(task, averaging.shards(task), ROUNDS, setting)
                        .slots())
                .isEqualTo(plainLoop(task, Set.of()).slots());
        assertThat(setting.lines).isNotEmpty();
    }

    @Test
    void thatOfAWorkerThatIsLeftOutStaysAsItWas() throws Exception {
        LocalTask task = task(UpdaterState.AVERAGE);
        setting.leftOut.settle(3, Set.of(1));

        assertThat(averaging
                        .rounds(task, averaging.shards(task), ROUNDS, setting)
                        .slots())
                .isEqualTo(plainLoop(task, Set.of(1)).slots());
    }

    @Test
    void aRunGoesOnAfterADeathAndWithOtherWorkers() throws Exception {
        TinyRuns runs = new TinyRuns(SPARK.session(), folder);
        String[] own = {"averaging.discriminator.per-worker=true", "averaging.discriminator.swap-every=1"};
        JobContext calm = runs.context("root", TinyRuns.gan(own));
        new IngestJob(calm).run();
        new TrainingJob(calm).run();
        JobContext dying = runs.dyingAt("round 5 ", "other", TinyRuns.gan(own));
        new IngestJob(runs.context("other")).run();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
        JobContext again = runs.context("other", TinyRuns.gan(own));
        new TrainingJob(again).run();

        ModelState trained = Trained.latest(calm).state();
        assertThat(trained.slots())
                .containsKeys("discriminator.worker-1.parameters")
                .doesNotContainKey("generator.worker-1");
        assertThat(Trained.latest(again).state()).isEqualTo(trained);
    }

    @Test
    void otherWorkersTakeOverTheDiscriminatorsThatThereAre() {
        ModelState three = start(task(UpdaterState.AVERAGE));
        SortedMap<String, SlotVector> slots = new TreeMap<>(three.slots());
        slots.put("discriminator.worker-1.parameters", three.slot("discriminator.first-moments"));
        ModelState five =
                WorkerNetworks.spread(new ModelState(slots, three.counters(), three.cursors()), DISCRIMINATOR, 5);

        assertThat(five.slot("discriminator.worker-4.parameters")).isEqualTo(three.slot("discriminator.first-moments"));
        assertThat(five.slot("discriminator.worker-3.parameters")).isEqualTo(three.slot("discriminator.parameters"));
        assertThat(WorkerNetworks.spread(five, DISCRIMINATOR, 1).slots().keySet())
                .isEqualTo(TrainingSteps.initialState(
                                task(UpdaterState.AVERAGE).definition(),
                                task(UpdaterState.AVERAGE).training(),
                                1,
                                1)
                        .slots()
                        .keySet());
    }

    private static TinyAveraging.Setting setting() {
        TinyAveraging.Setting setting = new TinyAveraging.Setting();
        setting.start = start(task(UpdaterState.AVERAGE));
        return setting;
    }

    /** A first state with a discriminator for each worker. */
    private static ModelState start(LocalTask task) {
        return WorkerNetworks.spread(TinyAveraging.start(task), DISCRIMINATOR, WORKERS);
    }

    private static LocalTask task(UpdaterState updaterState) {
        return TinyAveraging.with(OWN, TinyAveraging.with(updaterState, 0, TinyAveraging.task(WORKERS, 1000)));
    }

    /** @param leftOutOfThird workers that the third round does without */
    private static ModelState plainLoop(LocalTask task, Set<Integer> leftOutOfThird) {
        ModelState state = start(task);
        for (int round = 1; round <= ROUNDS; round++) {
            ModelState before = state;
            List<LocalResult> results = new ArrayList<>();
            SortedMap<String, SlotVector> after = new TreeMap<>(before.slots());
            List<Long> cursors = new ArrayList<>(before.cursors());
            for (int worker = 0; worker < WORKERS; worker++) {
                if (round == 3 && leftOutOfThird.contains(worker)) {
                    continue;
                }
                int number = (worker + (round - 1) / 2) % WORKERS;
                LocalResult result = averaging.alone(task, inHand(before, number), worker);
                results.add(result);
                cursors.set(worker, cursors.get(worker) + result.examples());
                result.slots().forEach((slot, values) -> {
                    if (slot.startsWith(DISCRIMINATOR)) {
                        after.put(ofNumber(slot, number), values);
                    }
                });
            }
            for (String slot : results.get(0).slots().keySet()) {
                if (!slot.startsWith(DISCRIMINATOR)) {
                    WeightedMean mean =
                            new WeightedMean(results.get(0).slots().get(slot).length());
                    results.forEach(result -> mean.add(result.slots().get(slot), result.examples()));
                    after.put(slot, mean.result());
                }
            }
            if (task.updaterState() == UpdaterState.RESET) {
                after.replaceAll((slot, values) ->
                        ModelState.isMoments(slot) ? SlotVector.zeros(values.precision(), values.length()) : values);
            }
            long examples = results.stream().mapToLong(LocalResult::examples).sum();
            state = new ModelState(after, before.counters().afterRound(task.localSteps(), examples), cursors);
        }
        return state;
    }

    private static ModelState inHand(ModelState state, int number) {
        SortedMap<String, SlotVector> slots = new TreeMap<>(state.slots());
        slots.replaceAll((slot, values) -> slot.startsWith(DISCRIMINATOR) && !slot.contains("worker")
                ? state.slot(ofNumber(slot, number))
                : values);
        return new ModelState(slots, state.counters(), state.cursors());
    }

    private static String ofNumber(String slot, int number) {
        return number == 0 ? slot : slot.replace(DISCRIMINATOR + ".", DISCRIMINATOR + ".worker-" + number + ".");
    }
}
