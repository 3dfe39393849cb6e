package io.lucidgen.config;

import java.util.List;

/**
 * An encoder and a decoder of dense layers (Kingma and Welling 2014, https://arxiv.org/abs/1312.6114).
 *
 * @param encoderLayers hidden sizes from the sample to the latent vector, without either
 * @param decoderLayers hidden sizes from the latent vector to the sample, without either
 * @param binarization what a Bernoulli likelihood is of
 * @param beta weight of the KL divergence, at least 0 (Higgins et al. 2017, beta-VAE); 1 is the evidence lower bound
 * @param freeBits nats of each latent dimension that cost no less than at this value, at least 0 (Kingma et al. 2016)
 * @param totalCorrelation weight of the aggregate posterior's total correlation, at least 0 (Chen et al. 2018, beta-TCVAE)
 * @param klWarmupSteps steps over which both weights come to what they are; 0: they are so from the start
 * @param klWarmupFrom the share of both that they come from, at least 0; above 1 they fall
 */
public record VaeConfig(
        List<Integer> encoderLayers,
        List<Integer> decoderLayers,
        Likelihood likelihood,
        Binarization binarization,
        double beta,
        double freeBits,
        double totalCorrelation,
        int klWarmupSteps,
        double klWarmupFrom)
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
                .atLeast("free-bits", freeBits, 0.0)
                .atLeast("total-correlation", totalCorrelation, 0.0)
                .agree(
                        binarization == Binarization.NONE || likelihood == Likelihood.BERNOULLI,
                        "binarization",
                        List.of("likelihood"),
                        "has no meaning for a likelihood that is not bernoulli")
                .atLeast("kl-warmup-steps", klWarmupSteps, 0)
                .atLeast("kl-warmup-from", klWarmupFrom, 0.0)
                .agree(
                        klWarmupSteps > 0 || klWarmupFrom == 0,
                        "kl-warmup-from",
                        List.of("kl-warmup-steps"),
                        "has no meaning for no steps")
                .refuse();
    }
}
