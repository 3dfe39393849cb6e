package io.lucidgen.family.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NegativeExponentialsTest {

    @Test
    void areThoseOfTheDifferenceToTheLargest() {
        double largest = 3.7;
        double[] values = new double[4001];
        for (int i = 0; i < values.length; i++) {
            values[i] = largest - i / 100.0;
        }
        double[] found = values.clone();
        NegativeExponentials.of(found, largest);

        for (int i = 0; i < values.length; i++) {
            double expected = Math.exp(values[i] - largest);
            assertThat(found[i]).isCloseTo(expected, within(1e-12 * expected));
        }
    }

    @Test
    void farBelowTheyAreNextToNothing() {
        double[] values = {0, -41, -1e300, Double.NEGATIVE_INFINITY};
        NegativeExponentials.of(values, 0);

        assertThat(values[1]).isCloseTo(Math.exp(-40), within(1e-28));
        assertThat(values[2]).isEqualTo(values[1]);
        assertThat(values[3]).isEqualTo(values[1]);
    }

    @Test
    void whatIsNoNumberStaysNone() {
        double[] values = {0, Double.NaN};
        NegativeExponentials.of(values, 0);

        assertThat(values[1]).isNaN();
    }
}
