package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.config.UpdaterState;
import io.lucidgen.jobs.spark.LostBlocks;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.ModelState;
import io.lucidgen.training.LearningRateCuts;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A learning rate that is lowered between two rounds is the lower one from there on, and nothing else changes. */
class LoweredRateTest {

    private static final int WORKERS = 3;
    private static final int BEFORE = 3;
    private static final int ROUNDS = 6;
    private static final LearningRateCuts HALF =
            new LearningRateCuts(new TreeMap<>(Map.of((long) BEFORE * TinyAveraging.LOCAL_STEPS, 0.5)));

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    private static TinyAveraging averaging;

    private final TinyAveraging.Setting setting = new TinyAveraging.Setting();

    @BeforeAll
    static void start() {
        averaging = new TinyAveraging(SPARK.context());
    }

    @Test
    void whatIsLeftIsLeftFromItsFirstStepOn() {
        LearningRateCuts cuts = new LearningRateCuts(new TreeMap<>(Map.of(10L, 0.5, 30L, 0.125)));

        assertThat(new double[] {cuts.share(0), cuts.share(9), cuts.share(10), cuts.share(29), cuts.share(30)})
                .containsExactly(1, 1, 0.5, 0.5, 0.125);
        assertThat(LearningRateCuts.NONE.share(1000)).isEqualTo(1);
    }

    @Test
    void itIsWhatARunWithHalfTheRateMakesOfTheSameState() throws Exception {
        LocalTask task = TinyAveraging.task(WORKERS, 1000);
        TinyAveraging.Setting goesOn = new TinyAveraging.Setting();
        goesOn.start = averaging.rounds(task, averaging.shards(task), BEFORE, setting);

        LocalTask halved = TinyAveraging.with(UpdaterState.AVERAGE, 0, 0.5, task);

        ModelState expected = averaging.rounds(halved, averaging.shards(task), ROUNDS - BEFORE, goesOn);

        assertThat(lowered(task, 0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(UpdaterState.class)
    void inTheMiddleOfRoundsThatAreDoneInOneGoAndWithAStateThatIsLost(UpdaterState updaterState) throws Exception {
        LocalTask task = TinyAveraging.with(updaterState, 0.9, TinyAveraging.task(WORKERS, 1000));
        setting.wholeAfter = round -> round == ROUNDS;
        ModelState calm = lowered(task, 0);

        for (int loss = BEFORE; loss < ROUNDS; loss++) {
            assertThat(lowered(task, loss)).isEqualTo(calm);
        }
    }

    /** The state after all rounds, of which those after the third use half the rate. */
    private ModelState lowered(LocalTask task, int loss) throws Exception {
        try (ResidentRun run = averaging.run(task, averaging.shards(task), setting)) {
            for (int round = 1; round <= ROUNDS; round++) {
                run.next();
                if (round == BEFORE) {
                    run.lowerRate(HALF);
                }
                if (round == loss) {
                    LostBlocks.lose(part -> true);
                }
            }
            return run.state();
        }
    }
}
