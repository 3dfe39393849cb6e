package io.lucidgen.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyBudgetTest {

    @ParameterizedTest
    @CsvSource({"1, 1e-5", "0.1, 1e-6", "8, 1e-3", "0.001, 1e-9"})
    void whatIsSpentComesBackToEpsilon(double epsilon, double delta) {
        double rho = new PrivacyBudget(epsilon, delta).rho();

        assertThat(rho + 2 * Math.sqrt(rho * Math.log(1 / delta))).isEqualTo(epsilon, within(1e-12 * (1 + epsilon)));
    }

    @Test
    void releasesShareWhatIsSpent() {
        PrivacyBudget budget = new PrivacyBudget(1, 1e-5);
        double deviation = budget.deviation(0.01, 16);

        // A normal mechanism of sensitivity d and deviation s spends d^2 / (2 s^2).
        assertThat(16 * 0.01 * 0.01 / (2 * deviation * deviation)).isEqualTo(budget.rho(), within(1e-15));
        assertThat(deviation).isEqualTo(4 * budget.deviation(0.01, 1), within(1e-15));
    }

    /** The promise itself: of two neighbouring sums, no likely output tells by more than epsilon which it came from. */
    @Test
    void theLossOfAReleaseExceedsEpsilonNoMoreOftenThanDelta() {
        PrivacyBudget budget = new PrivacyBudget(1, 0.01);
        double sensitivity = ClippedMean.sensitivity(1, 10);
        double deviation = budget.deviation(sensitivity, 1);
        Random random = new Random(3);
        int beyond = 0;
        int draws = 100_000;
        for (int i = 0; i < draws; i++) {
            double output = deviation * random.nextGaussian();
            double away = output - sensitivity;
            double loss = (away * away - output * output) / (2 * deviation * deviation);
            beyond += loss > budget.epsilon() ? 1 : 0;
        }

        assertThat((double) beyond / draws).isLessThan(budget.delta());
    }

    @Test
    void thereIsNoPrivacyWithoutNoise() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PrivacyBudget(0, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrivacyBudget(Double.NaN, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrivacyBudget(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrivacyBudget(1, 1));
    }
}
