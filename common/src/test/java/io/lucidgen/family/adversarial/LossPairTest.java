package io.lucidgen.family.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.AdversarialLoss;
import io.lucidgen.config.ConfigLoader;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossPairTest {

    private static final double STEP = 1e-6;

    @ParameterizedTest
    @EnumSource(AdversarialLoss.class)
    void slopesAreTheDerivativesOfTheLosses(AdversarialLoss loss) {
        LossPair pair = pair(loss);
        for (PointLoss each : List.of(pair.real(), pair.generated(), pair.generator())) {
            for (double logit : new double[] {-3, -0.7, 0.2, 0.9, 4}) {
                double expected = (each.loss(logit + STEP) - each.loss(logit - STEP)) / (2 * STEP);
                assertThat(each.slope(logit)).isEqualTo(expected, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AdversarialLoss.class)
    void theGeneratorPullsWhereTheDiscriminatorPushes(AdversarialLoss loss) {
        LossPair pair = pair(loss);
        for (double logit : new double[] {-0.9, 0.2, 0.9}) {
            assertThat(pair.real().slope(logit)).isNegative();
            assertThat(pair.generator().slope(logit)).isNegative();
        }
        assertThat(pair.generated().slope(0.5)).isPositive();
    }

    @Test
    void anUndecidedDiscriminatorLosesWhatThePapersSay() {
        assertThat(pair(AdversarialLoss.NON_SATURATING).generator().loss(0)).isEqualTo(Math.log(2), within(1e-12));
        assertThat(pair(AdversarialLoss.MINIMAX).generator().loss(0)).isEqualTo(-Math.log(2), within(1e-12));
        assertThat(pair(AdversarialLoss.LEAST_SQUARES).real().loss(0.5)).isEqualTo(0.125, within(1e-12));
        assertThat(pair(AdversarialLoss.HINGE).real().loss(0)).isEqualTo(1);
        assertThat(pair(AdversarialLoss.HINGE).real().loss(1.5)).isZero();
        assertThat(pair(AdversarialLoss.WASSERSTEIN).real().loss(2)).isEqualTo(-2);
    }

    private static LossPair pair(AdversarialLoss loss) {
        String name = loss.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return LossPair.of(ConfigLoader.defaultsWith("model.adversarial.loss=" + name)
                .model()
                .adversarial());
    }
}
