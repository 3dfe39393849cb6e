package io.lucidgen.family.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.VaeConfig;
import org.junit.jupiter.api.Test;

class VaeStepTest {

    @Test
    void klWarmupCountsTheRunsSteps() {
        VaeConfig config = ConfigLoader.defaultsWith(
                        "model.family=vae", "model.vae.beta=1.5", "model.vae.kl-warmup-steps=10")
                .model()
                .settings(VaeConfig.class);
        assertThat(config.beta() * VaeStep.warmUp(config, 0)).isEqualTo(0.15, within(1e-12));
        assertThat(VaeStep.warmUp(config, 9)).isEqualTo(1, within(1e-12));
        assertThat(VaeStep.warmUp(config, 1000)).isEqualTo(1, within(1e-12));
    }

    @Test
    void weightsFallWhereTheyStartAboveWhatTheyAre() {
        VaeConfig config = ConfigLoader.defaultsWith(
                        "model.family=vae", "model.vae.kl-warmup-from=5", "model.vae.kl-warmup-steps=4")
                .model()
                .settings(VaeConfig.class);
        assertThat(VaeStep.warmUp(config, 0)).isEqualTo(4, within(1e-12));
        assertThat(VaeStep.warmUp(config, 1)).isEqualTo(3, within(1e-12));
        assertThat(VaeStep.warmUp(config, 3)).isEqualTo(1, within(1e-12));
        assertThat(VaeStep.warmUp(config, 4)).isEqualTo(1, within(1e-12));
    }
}
