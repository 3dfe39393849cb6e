package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KernelDistanceTest {

    @Test
    void isNothingBetweenSamplesOfOneDistribution() {
        double sum = 0;
        for (int seed = 0; seed < 20; seed++) {
            KernelDistance.Estimate estimate = KernelDistance.between(
                    GaussianRows.of(100 + seed, 800, 4, 0, 1), GaussianRows.of(200 + seed, 800, 4, 0, 1), seed);
            sum += estimate.value() / 20;
        }
        // Single estimates stray by some 0.005 to either side: unbiased means that they cancel.
        assertThat(sum).isEqualTo(0, within(0.006));
    }

    @Test
    void isTheDifferenceOfTheKernelsMeansInClosedForm() {
        // One feature: E (xy + 1)^3 = 1 + 3 m m' + 3 E x^2 E y^2 + E x^3 E y^3 for independent x and y.
        double shift = 0.7;
        double second = 1 + shift * shift;
        double third = shift * shift * shift + 3 * shift;
        double sameLeft = 1 + 3 * 1.0;
        double sameRight = 1 + 3 * shift * shift + 3 * second * second + third * third;
        double across = 1 + 3 * second;
        double expected = sameLeft + sameRight - 2 * across;
        KernelDistance.Estimate estimate =
                KernelDistance.between(GaussianRows.of(5, 4000, 1, 0, 1), GaussianRows.of(6, 4000, 1, shift, 1), 7);

        assertThat(estimate.value()).isEqualTo(expected, within(0.15 * expected));
        assertThat(estimate.interval().low()).isLessThan(estimate.value());
    }

    @Test
    void calibrationOfWhoSaysAHalfOfHalfRealSamplesIsPerfect() {
        boolean[] real = {true, false, true, false};
        Calibration calibration = Calibration.of(new double[4], real, new int[] {0, 1, 2, 3});

        assertThat(calibration.brierScore()).isEqualTo(0.25, within(1e-12));
        assertThat(calibration.error()).isEqualTo(0, within(1e-12));
        Calibration wrong = Calibration.of(new double[] {-800, 800, -800, 800}, real, new int[] {0, 1, 2, 3});
        assertThat(wrong.brierScore()).isEqualTo(1, within(1e-12));
        assertThat(wrong.error()).isEqualTo(1, within(1e-12));
    }

    @Test
    void calibrationIsTheDistanceOfWhatIsSaidFromWhatComesTrue() {
        // Always 0.8, but six of ten are real.
        double[] logits = new double[10];
        boolean[] real = new boolean[10];
        int[] rows = new int[10];
        for (int i = 0; i < 10; i++) {
            logits[i] = Math.log(4);
            real[i] = i < 6;
            rows[i] = i;
        }
        Calibration calibration = Calibration.of(logits, real, rows);

        assertThat(calibration.error()).isEqualTo(0.2, within(1e-12));
        assertThat(calibration.brierScore()).isEqualTo(0.6 * 0.04 + 0.4 * 0.64, within(1e-12));
    }

    @Test
    void agreementCountsWhatWasAskedForAndTheMajorityOfACategory() {
        CategoryAgreement agreement = new CategoryAgreement(new long[][] {{6, 2}, {3, 0}})
                .merge(new CategoryAgreement(new long[][] {{1, 0}, {0, 0}}));

        assertThat(agreement.total()).isEqualTo(12);
        assertThat(agreement.asAsked()).isEqualTo(7 / 12.0, within(1e-12));
        assertThat(agreement.majority()).isEqualTo(10 / 12.0, within(1e-12));
    }
}
