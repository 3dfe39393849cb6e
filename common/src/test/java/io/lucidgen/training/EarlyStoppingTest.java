package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.config.EarlyStoppingConfig;
import org.junit.jupiter.api.Test;

/** The best measurement and the end of patience, on series whose answer can be read off. */
class EarlyStoppingTest {

    @Test
    void aLossIsBetterWhenLowerAndPatienceCountsFromTheBest() {
        EarlyStopping stopping = of("held-out-negative-elbo", 2, 0);

        assertThat(measure(stopping, 5, 4, 4.5, 3, 3, 3.5)).isEqualTo("bb-b--");
        assertThat(stopping.bestRound()).isEqualTo(40);
        assertThat(stopping.best()).isEqualTo(3);
        assertThat(stopping.isOver()).isTrue();
    }

    @Test
    void anAccuracyIsBetterWhenHigher() {
        EarlyStopping stopping = of("held-out-accuracy-real", 3, 0);

        assertThat(measure(stopping, 0.5, 0.4, 0.9, 0.8, 0.7)).isEqualTo("b-b--");
        assertThat(stopping.isOver()).isFalse();
        assertThat(measure(stopping, 0.6)).isEqualTo("-");
        assertThat(stopping.isOver()).isTrue();
    }

    @Test
    void whatBeatsTheBestByTooLittleIsNoBest() {
        EarlyStopping stopping = of("ema-held-out-reconstruction-loss", 2, 0.5);

        assertThat(measure(stopping, 5, 4.75, 4.25, 4)).isEqualTo("b-b-");
        assertThat(stopping.best()).isEqualTo(4.25);
    }

    @Test
    void whatIsNoNumberIsNoBest() {
        EarlyStopping stopping = of("held-out-negative-elbo", 2, 0);

        assertThat(measure(stopping, Double.NaN)).isEqualTo("-");
        assertThat(stopping.hasBest()).isFalse();
        assertThat(measure(stopping, 2, Double.NaN, Double.NaN)).isEqualTo("b--");
        assertThat(stopping.isOver()).isTrue();
    }

    @Test
    void withoutAMetricItIsNeverOver() {
        assertThat(new EarlyStopping(EarlyStoppingConfig.NONE).isOver()).isFalse();
    }

    private static EarlyStopping of(String metric, int patience, double minDelta) {
        return new EarlyStopping(new EarlyStoppingConfig(metric, patience, minDelta));
    }

    /** Measures every tenth round; b is a best one. */
    private static String measure(EarlyStopping stopping, double... values) {
        StringBuilder bests = new StringBuilder();
        for (double value : values) {
            long round = 10L * (bests.length() + 1);
            bests.append(stopping.measured(round, value) ? 'b' : '-');
        }
        return bests.toString();
    }
}
