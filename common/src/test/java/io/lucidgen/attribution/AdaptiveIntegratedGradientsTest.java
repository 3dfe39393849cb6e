package io.lucidgen.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class AdaptiveIntegratedGradientsTest {

    private static final double[] BLACK = new double[Targets.PIXELS];

    @Test
    void equalsTheMiddleRuleWithTheStepsThatItTook() {
        TargetFunction critic = TargetFunction.of(Targets.critic(DataType.DOUBLE));
        for (double tolerance : new double[] {1, 1e-2, 1e-4, 1e-12}) {
            Explicand sample = new Explicand(Targets.pixels(1), BLACK, 1);
            Attribution found = new AdaptiveIntegratedGradients(3, 243, tolerance).attribute(critic, sample);

            double[] fixed = new IntegratedGradients(found.steps(), PathRule.RIEMANN_MIDDLE)
                    .attribute(critic, sample)
                    .values();
            double scale = Arrays.stream(fixed).map(Math::abs).max().orElseThrow();
            assertThat(found.values()).containsExactly(fixed, within(1e-12 * scale));
        }
    }

    @Test
    void itEndsAsSoonAsTheMapAddsUp() {
        TargetFunction critic = TargetFunction.of(Targets.critic(DataType.DOUBLE));
        for (int seed = 1; seed <= 8; seed++) {
            Explicand sample = new Explicand(Targets.pixels(seed), BLACK, 1);
            AttributionMap found = new AdaptiveIntegratedGradients(3, 729, 1e-3).explain(critic, sample);

            assertThat(found.steps()).isIn(3, 9, 27, 81, 243, 729);
            assertThat(found.backwardPasses()).isEqualTo(found.steps());
            assertThat(found.steps() == 729 || found.relativeGap() <= 1e-3).isTrue();
            for (int fewer = found.steps() / 3; fewer >= 3; fewer /= 3) {
                assertThat(new IntegratedGradients(fewer, PathRule.RIEMANN_MIDDLE)
                                .explain(critic, sample)
                                .relativeGap())
                        .isGreaterThan(1e-3);
            }
        }
    }

    @Test
    void itGivesUpAtTheMostSteps() {
        TargetFunction critic = TargetFunction.of(Targets.critic(DataType.DOUBLE));
        Explicand sample = new Explicand(Targets.pixels(1), BLACK, 1);

        assertThat(new AdaptiveIntegratedGradients(5, 100, 1e-12)
                        .attribute(critic, sample)
                        .steps())
                .isEqualTo(45);
        // Where the target does not differ from its value at the baseline, no gap but none is small enough.
        assertThat(new AdaptiveIntegratedGradients(5, 15, 0.01)
                        .attribute(critic, new Explicand(BLACK, BLACK, 1))
                        .steps())
                .isEqualTo(5);
    }
}
