package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.LearningRateDecayConfig;
import org.junit.jupiter.api.Test;

class LearningRateDecayTest {

    @Test
    void fallsByTheSameFactorInEveryStepToWhatIsLeft() {
        LearningRateDecay decay = LearningRateDecay.of(new LearningRateDecayConfig(0.5, 0.01), 20);

        assertThat(decay.share(0)).isEqualTo(1);
        assertThat(decay.share(9)).isEqualTo(1);
        for (int step = 10; step < 20; step++) {
            assertThat(decay.share(step) / decay.share(step - 1)).isEqualTo(Math.pow(0.01, 0.1), within(1e-12));
        }
        assertThat(decay.share(19)).isEqualTo(0.01, within(1e-12));
        assertThat(decay.share(1000)).isEqualTo(0.01, within(1e-12));
    }

    @Test
    void withoutOneAllOfTheRateIsUsed() {
        assertThat(LearningRateDecay.of(LearningRateDecayConfig.NONE, 20).share(19))
                .isEqualTo(1);
        assertThat(LearningRateSchedule.CONSTANT.share(5)).isEqualTo(1);
    }

    @Test
    void riseAndFallMultiply() {
        LearningRateSchedule schedule =
                new LearningRateSchedule(new LearningRateWarmUp(4, 0), new LearningRateDecay(0.5, 0, 2));

        assertThat(schedule.share(1)).isEqualTo(0.25, within(1e-12));
    }
}
