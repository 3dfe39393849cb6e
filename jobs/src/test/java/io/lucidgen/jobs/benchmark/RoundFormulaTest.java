package io.lucidgen.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RoundFormulaTest {

    /** A step of 40 ms, a state of 50 MB over 1 MB/ms, 60 ms for its handling, 20 ms of Spark and 1 ms a worker. */
    private final RoundFormula formula = new RoundFormula(40, 60, 20, 1, 50e6, 1e6);

    @Test
    void termsAddUpToTheRound() {
        assertThat(formula.schedule(2)).isEqualTo(20);
        assertThat(formula.schedule(102)).isEqualTo(120);
        assertThat(formula.network(2)).isEqualTo(50);
        assertThat(formula.network(100)).isEqualTo(99);
        assertThat(formula.fixed(2)).isEqualTo(130);
        assertThat(formula.efficiency(13, 2)).isCloseTo(520.0 / 650, within(1e-12));
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
        assertThat(RoundFormula.of(figures, Recipe.TUTORIAL_GAN, 1e6)).isEmpty();

        figures.add("spark.empty-round", 20, "ms");
        figures.add("spark.empty-round.per-worker", 1, "ms");
        assertThat(RoundFormula.of(figures, Recipe.TUTORIAL_GAN, 1e6))
                .hasValueSatisfying(found -> assertThat(found.state()).isEqualTo(60));
    }

    @Test
    void aRoundPassesOnParametersAndBothMoments() {
        assertThat(Recipe.TUTORIAL_GAN.stateBytes()).isEqualTo(4L * 3 * (1_460_225 + 1_506_448));
    }
}
