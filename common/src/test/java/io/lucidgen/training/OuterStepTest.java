package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.OuterStepConfig;
import io.lucidgen.model.SlotVector;
import io.lucidgen.model.SlotVector.DoubleVector;
import io.lucidgen.model.SlotVector.FloatVector;
import org.junit.jupiter.api.Test;

class OuterStepTest {

    @Test
    void withRateOneAndNoMomentumItIsTheMean() {
        OuterStep step = OuterStep.of(OuterStepConfig.NONE);
        SlotVector mean = new FloatVector(new float[] {0.3f, -7, 1e-5f});
        OuterStep.Result result =
                step.after(new FloatVector(new float[] {1, 2, 3}), new FloatVector(new float[] {9, 9, 9}), mean);

        assertThat(step.isTaken()).isFalse();
        assertThat(((FloatVector) result.parameters()).values())
                .containsExactly(new float[] {0.3f, -7, 1e-5f}, within(1e-12f));
    }

    @Test
    void itIsGradientDescentWithNesterovMomentumOnAQuadratic() {
        // Workers that go half way to 5 make a mean of (x + 5) / 2, so that the difference is (x - 5) / 2.
        OuterStep step = new OuterStep(0.7, 0.9);
        double x = 1;
        double velocity = 0;
        SlotVector parameters = new DoubleVector(new double[] {x});
        SlotVector moving = new DoubleVector(new double[] {0});
        for (int round = 0; round < 60; round++) {
            double gradient = (x - 5) / 2;
            velocity = 0.9 * velocity + gradient;
            x -= 0.7 * (gradient + 0.9 * velocity);
            OuterStep.Result result =
                    step.after(parameters, moving, new DoubleVector(new double[] {(parameters.value(0) + 5) / 2}));
            parameters = result.parameters();
            moving = result.velocity();
            assertThat(parameters.value(0)).isCloseTo(x, within(1e-12));
            assertThat(moving.value(0)).isCloseTo(velocity, within(1e-12));
        }
        assertThat(x).isCloseTo(5, within(0.05));
    }

    @Test
    void whatCannotConvergeIsRefused() {
        assertThatThrownBy(() -> new OuterStepConfig(0, 0.5)).hasMessageContaining("rate");
        assertThatThrownBy(() -> new OuterStepConfig(1, 1)).hasMessageContaining("momentum");
        assertThatThrownBy(() -> new OuterStepConfig(1, -0.1)).hasMessageContaining("momentum");
    }
}
