package io.lucidgen.config;

import java.util.List;

/**
 * What shapes a GAN besides its discriminator (Goodfellow et al. 2014, https://arxiv.org/abs/1406.2661).
 *
 * @param generatorLayers hidden sizes from the latent vector to the sample, without either
 * @param initialWeights how the hidden layers of both networks are first drawn
 */
public record GanConfig(List<Integer> generatorLayers, WeightInitialization initialWeights) implements FamilySettings {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public GanConfig {
        generatorLayers = List.copyOf(generatorLayers);
        new Problems()
                .notEmpty("generator-layers", generatorLayers)
                .eachAtLeast("generator-layers", generatorLayers, 1)
                .refuse();
    }
}
