package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lucidgen.config.UpdaterState;
import io.lucidgen.data.Block;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.training.LocalResult;
import io.lucidgen.training.WeightedMean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the moments between rounds, beside a plain loop over the workers. */
class UpdaterStateTest {

    private static final int ROUNDS = 4;
    private static final int WORKERS = 3;

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    private static TinyAveraging averaging;

    private final TinyAveraging.Setting setting = new TinyAveraging.Setting();

    @BeforeAll
    static void start() {
        averaging = new TinyAveraging(SPARK.context());
    }

    @ParameterizedTest
    @EnumSource(UpdaterState.class)
    void roundsAreThoseOfAPlainLoop(UpdaterState updaterState) throws Exception {
        LocalTask task = task(updaterState);
        setting.wholeAfter = round -> round == 2 || round == ROUNDS;

        ModelState trained = averaging.rounds(task, averaging.shards(task), ROUNDS, setting);

        assertThat(trained.slots()).isEqualTo(plainLoop(task, Set.of(2, ROUNDS)).slots());
    }

    @ParameterizedTest
    @EnumSource(UpdaterState.class)
    void lostBlocksChangeNoBit(UpdaterState updaterState) throws Exception {
        LocalTask task = task(updaterState);
        setting.wholeAfter = round -> round == ROUNDS;
        ModelState calm = averaging.rounds(task, averaging.shards(task), ROUNDS, setting);

        TinyAveraging.Setting disturbed = new TinyAveraging.Setting();
        disturbed.wholeAfter = setting.wholeAfter;
        disturbed.phases = TinyAveraging.losing();
        assertThat(averaging.rounds(task, averaging.shards(task), ROUNDS, disturbed))
                .isEqualTo(calm);
        assertThat(disturbed.lines).isNotEmpty();
    }

    @Test
    void aStateWithoutItsMomentsIsNotGivenAway() throws Exception {
        LocalTask task = task(UpdaterState.LOCAL);
        setting.wholeAfter = round -> false;
        try (ResidentRun run = averaging.run(task, averaging.shards(task), setting)) {
            run.next();
            assertThatIllegalStateException().isThrownBy(run::state).withMessageContaining("round 1");
        }
    }

    @Test
    void aWorkerWithoutMomentsTakesThoseOfTheNext() throws Exception {
        LocalTask task = task(UpdaterState.LOCAL);
        JavaRDD<Block> shards = averaging.shards(task);
        setting.wholeAfter = round -> round == 2;
        setting.leftOut.settle(1, Set.of(2));
        ModelState trained;
        try (ResidentRun run = averaging.run(task, shards, setting)) {
            assertThat(run.next().leftOut()).containsExactly(2);
            run.next();
            trained = run.state();
        }

        ModelState start = TinyAveraging.start(task);
        List<LocalResult> first = List.of(averaging.alone(task, start, 0), averaging.alone(task, start, 1));
        ModelState between = new ModelState(
                means(first, start.slots().keySet()),
                start.counters().afterRound(task.localSteps(), 2 * first.get(0).examples()),
                List.of(first.get(0).examples(), first.get(1).examples(), 0L));
        List<LocalResult> second = List.of(
                averaging.alone(task, withMomentsOf(first.get(0), between), 0),
                averaging.alone(task, withMomentsOf(first.get(1), between), 1),
                averaging.alone(task, withMomentsOf(first.get(0), between), 2));
        assertThat(trained.slots()).isEqualTo(means(second, start.slots().keySet()));
    }

    private static LocalTask task(UpdaterState updaterState) {
        return TinyAveraging.with(updaterState, 0, TinyAveraging.task(WORKERS, 1000));
    }

    private static ModelState plainLoop(LocalTask task, Set<Integer> whole) {
        ModelState start = TinyAveraging.start(task);
        List<ModelState> workers = new ArrayList<>(Collections.nCopies(WORKERS, start));
        for (int round = 1; round <= ROUNDS; round++) {
            List<LocalResult> results = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                results.add(averaging.alone(task, workers.get(worker), worker));
            }
            SortedMap<String, SlotVector> mean = means(results, start.slots().keySet());
            if (task.updaterState() == UpdaterState.RESET) {
                mean.replaceAll((slot, values) ->
                        ModelState.isMoments(slot) ? SlotVector.zeros(values.precision(), values.length()) : values);
            }
            long examples = results.stream().mapToLong(LocalResult::examples).sum();
            ModelState before = workers.get(0);
            ModelState averaged = new ModelState(
                    mean,
                    before.counters().afterRound(task.localSteps(), examples),
                    results.stream()
                            .map(result -> before.cursors().get(result.worker()) + result.examples())
                            .toList());
            for (int worker = 0; worker < WORKERS; worker++) {
                boolean own = task.updaterState() == UpdaterState.LOCAL && !whole.contains(round);
                workers.set(worker, own ? withMomentsOf(results.get(worker), averaged) : averaged);
            }
        }
        return workers.get(0);
    }

    private static SortedMap<String, SlotVector> means(List<LocalResult> results, Set<String> slots) {
        SortedMap<String, SlotVector> means = new TreeMap<>();
        for (String slot : slots) {
            WeightedMean mean =
                    new WeightedMean(results.get(0).slots().get(slot).length());
            results.forEach(result -> mean.add(result.slots().get(slot), result.examples()));
            means.put(slot, mean.result());
        }
        return means;
    }

    private static ModelState withMomentsOf(LocalResult worker, ModelState averaged) {
        SortedMap<String, SlotVector> slots = new TreeMap<>(averaged.slots());
        slots.replaceAll(
                (slot, mean) -> ModelState.isMoments(slot) ? worker.slots().get(slot) : mean);
        return new ModelState(slots, averaged.counters(), averaged.cursors());
    }
}
