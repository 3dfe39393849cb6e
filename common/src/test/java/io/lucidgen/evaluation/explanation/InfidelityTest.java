package io.lucidgen.evaluation.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InfidelityTest {

    private static final int[][] SQUARES = {{0, 1}, {1, 2}, {2}};
    private static final double[] LOSSES = {1, 2, -4};
    private static final double[] CHANGES = {3, -2, -4};

    @Test
    void aMapThatPredictsEveryChangeHasNone() {
        assertThat(Infidelity.of(LOSSES, SQUARES, CHANGES)).isEqualTo(new Infidelity(0, 0));
    }

    @Test
    void theScaleOfAMapCountsInTheValueAlone() {
        Infidelity doubled = Infidelity.of(new double[] {2, 4, -8}, SQUARES, CHANGES);

        assertThat(doubled.value()).isEqualTo((9 + 4 + 16) / 3.0, within(1e-12));
        assertThat(doubled.unexplained()).isEqualTo(0, within(1e-12));
    }

    @Test
    void aMapOfZerosPredictsNothing() {
        Infidelity none = Infidelity.of(new double[3], SQUARES, CHANGES);

        assertThat(none.value()).isEqualTo((9 + 4 + 16) / 3.0, within(1e-12));
        assertThat(none.unexplained()).isEqualTo(1);
    }

    @Test
    void theUnexplainedShareIsThatOfTheBestScale() {
        // Predictions (1, 0, 0) of changes (3, -2, -4): the best scale is 3, which leaves 4 + 16 of 29.
        assertThat(Infidelity.of(new double[] {1, 0, 0}, SQUARES, CHANGES).unexplained())
                .isEqualTo(20 / 29.0, within(1e-12));
    }

    @Test
    void nothingIsUnexplainedWhereNothingChanges() {
        assertThat(Infidelity.of(LOSSES, SQUARES, new double[3]).unexplained()).isNaN();
    }
}
