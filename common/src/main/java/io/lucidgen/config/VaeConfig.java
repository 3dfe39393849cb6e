package io.lucidgen.config;

import java.util.List;

/**
 * An encoder and a decoder of dense layers (Kingma and Welling 2014, https://arxiv.org/abs/1312.6114).
 *
 * @param encoderLayers hidden sizes from the sample to the latent vector, without either
 * @param decoderLayers hidden sizes from the latent vector to the sample, without either
 * @param beta weight of the KL divergence, at least 0 (Higgins et al. 2017, beta-VAE); 1 is the evidence lower bound
 * @param klWarmupSteps steps over which that weight rises from 0 to beta; 0: it is beta from the start
 */
public record VaeConfig(
        List<Integer> encoderLayers, List<Integer> decoderLayers, Likelihood likelihood, double beta, int klWarmupSteps)
        implements FamilySettings {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public VaeConfig {
        encoderLayers = List.copyOf(encoderLayers);
        decoderLayers = List.copyOf(decoderLayers);
        new Problems()
                .notEmpty("encoder-layers", encoderLayers)
                .eachAtLeast("encoder-layers", encoderLayers, 1)
                .notEmpty("decoder-layers", decoderLayers)
                .eachAtLeast("decoder-layers", decoderLayers, 1)
                .atLeast("beta", beta, 0.0)
                .atLeast("kl-warmup-steps", klWarmupSteps, 0)
                .refuse();
    }
}
