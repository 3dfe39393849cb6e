package io.lucidgen.config;

import java.util.List;

/**
 * What shapes a VAE whose decoder is judged by a discriminator (after Larsen et al. 2016,
 * https://arxiv.org/abs/1512.09300).
 *
 * @param encoderLayers hidden sizes from the sample to the latent vector, without either
 * @param decoderLayers hidden sizes from the latent vector to the sample, without either
 * @param bottleneckUnits units of a layer that compresses the encoder's features before the latent; 0: none
 * @param likelihood what the reconstruction is measured by
 * @param beta weight of the KL divergence, at least 0
 * @param klWarmupSteps steps over which that weight rises from 0 to beta; 0: it is beta from the start
 * @param adversarialWeight weight of the discriminator's judgement beside the reconstruction in nats, at least 0
 * @param adversarialOn which samples' judgement encoder and decoder learn from
 */
public record VaeGanConfig(
        List<Integer> encoderLayers,
        List<Integer> decoderLayers,
        int bottleneckUnits,
        Likelihood likelihood,
        double beta,
        int klWarmupSteps,
        double adversarialWeight,
        TaughtSamples adversarialOn)
        implements FamilySettings {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public VaeGanConfig {
        encoderLayers = List.copyOf(encoderLayers);
        decoderLayers = List.copyOf(decoderLayers);
        new Problems()
                .notEmpty("encoder-layers", encoderLayers)
                .eachAtLeast("encoder-layers", encoderLayers, 1)
                .notEmpty("decoder-layers", decoderLayers)
                .eachAtLeast("decoder-layers", decoderLayers, 1)
                .atLeast("bottleneck-units", bottleneckUnits, 0)
                .unless(
                        likelihood != Likelihood.GAUSSIAN_LEARNED,
                        "likelihood",
                        "must be bernoulli or gaussian, which the weight of the adversary goes by")
                .atLeast("beta", beta, 0.0)
                .atLeast("kl-warmup-steps", klWarmupSteps, 0)
                .atLeast("adversarial-weight", adversarialWeight, 0.0)
                .refuse();
    }
}
