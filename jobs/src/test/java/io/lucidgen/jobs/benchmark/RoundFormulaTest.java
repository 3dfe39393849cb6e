package io.lucidgen.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RoundFormulaTest {

    /**
     * A step of 40 ms, a state of 50 MB over 1 MB/ms and 60 ms for its handling, 20 ms for a job and 1 ms a task, 2 ms for
     * a meeting and 0.1 ms a worker.
     */
    private final RoundFormula formula = new RoundFormula(40, 60, 20, 1, 2, 0.1, 50e6, 1e6);

    @Test
    void termsAddUpToTheRound() {
        assertThat(formula.meet(2)).isEqualTo(4);
        assertThat(formula.meet(102)).isCloseTo(24, within(1e-12));
        assertThat(formula.network(2)).isEqualTo(50);
        assertThat(formula.network(100)).isEqualTo(99);
        // 13 steps, state, meetings and network are 634 ms, of which 15 go into 10 seconds.
        assertThat(formula.start(13, 2)).isCloseTo(20.0 / 15, within(1e-12));
        assertThat(formula.start(200, 102)).isEqualTo(120);
        assertThat(formula.efficiency(13, 2)).isCloseTo(520.0 / (634 + 20.0 / 15), within(1e-12));
    }

    @Test
    void theFewestStepsReachTheShareAndOneLessDoesNot() {
        for (int executors : RoundFormula.EXECUTORS) {
            int steps = formula.localSteps(0.8, executors);

            assertThat(formula.efficiency(steps, executors)).isGreaterThanOrEqualTo(0.8);
            assertThat(formula.efficiency(steps - 1, executors)).isLessThan(0.8);
        }
    }

    @Test
    void itsTermsAreMeasuredOnesOrItIsNotThere() {
        Figures figures = new Figures();
        figures.add("train.tutorial-gan.round.step", 40, "ms");
        figures.add("train.tutorial-gan.round.fixed", 80, "ms");
        figures.add("spark.empty-job", 20, "ms");
        figures.add("spark.empty-job.per-worker", 1, "ms");
        assertThat(RoundFormula.of(figures, Recipe.TUTORIAL_GAN, 1e6)).isEmpty();

        figures.add("meeting", 2, "ms");
        figures.add("meeting.per-worker", 0.1, "ms");
        assertThat(RoundFormula.of(figures, Recipe.TUTORIAL_GAN, 1e6))
                .hasValueSatisfying(found -> assertThat(found.state()).isEqualTo(76));
    }

    @Test
    void aRoundPassesOnParametersAndBothMoments() {
        assertThat(Recipe.TUTORIAL_GAN.stateBytes()).isEqualTo(4L * 3 * (1_460_225 + 1_506_448));
    }
}
