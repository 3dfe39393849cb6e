package io.lucidgen.config;

import java.util.List;

/**
 * A generator and a discriminator of dense layers (Goodfellow et al. 2014, https://arxiv.org/abs/1406.2661).
 *
 * @param generatorLayers hidden sizes from the latent vector to the sample, without either
 * @param discriminatorLayers hidden sizes from the sample to the logit, without either
 * @param leakySlope slope of the discriminator's hidden activations below zero, in [0, 1); 0 is ReLU
 * @param discriminatorDropout share of hidden values dropped while training, in [0, 1)
 * @param realLabel what the discriminator is to say of real data, in (0, 1]; below 1 is one-sided label smoothing
 * @param updates whether the generator's update sees the discriminator updated in the same step
 * @param initialWeights how the hidden layers of both networks are first drawn
 */
public record GanConfig(
        List<Integer> generatorLayers,
        List<Integer> discriminatorLayers,
        double leakySlope,
        double discriminatorDropout,
        double realLabel,
        UpdateOrder updates,
        WeightInitialization initialWeights)
        implements FamilySettings {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public GanConfig {
        generatorLayers = List.copyOf(generatorLayers);
        discriminatorLayers = List.copyOf(discriminatorLayers);
        new Problems()
                .notEmpty("generator-layers", generatorLayers)
                .eachAtLeast("generator-layers", generatorLayers, 1)
                .notEmpty("discriminator-layers", discriminatorLayers)
                .eachAtLeast("discriminator-layers", discriminatorLayers, 1)
                .withinBelow("leaky-slope", leakySlope, 0, 1)
                .withinBelow("discriminator-dropout", discriminatorDropout, 0, 1)
                .withinAbove("real-label", realLabel, 0, 1)
                .refuse();
    }
}
