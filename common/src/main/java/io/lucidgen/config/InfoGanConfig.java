package io.lucidgen.config;

import java.util.List;

/**
 * What shapes an InfoGAN besides its discriminator (Chen et al. 2016, https://arxiv.org/abs/1606.03657).
 *
 * @param generatorLayers hidden sizes from the latent vector to the sample, without either
 * @param initialWeights how the hidden layers of both networks are first drawn
 * @param categoricalCodes categories of each categorical code, at least 2
 * @param continuousCodes how many continuous codes there are, uniform over [-1, 1), at least 0
 * @param recognitionUnits units of the dense layer between the discriminator's features and the codes, at least 1
 * @param categoricalWeight weight of the categorical codes' cross-entropy in both networks' losses, at least 0
 * @param continuousWeight weight of the continuous codes' squared error, at least 0
 */
public record InfoGanConfig(
        List<Integer> generatorLayers,
        WeightInitialization initialWeights,
        List<Integer> categoricalCodes,
        int continuousCodes,
        int recognitionUnits,
        double categoricalWeight,
        double continuousWeight)
        implements FamilySettings {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public InfoGanConfig {
        generatorLayers = List.copyOf(generatorLayers);
        categoricalCodes = List.copyOf(categoricalCodes);
        new Problems()
                .notEmpty("generator-layers", generatorLayers)
                .eachAtLeast("generator-layers", generatorLayers, 1)
                .eachAtLeast("categorical-codes", categoricalCodes, 2)
                .atLeast("continuous-codes", continuousCodes, 0)
                .agree(
                        continuousCodes > 0 || !categoricalCodes.isEmpty(),
                        "categorical-codes",
                        List.of("continuous-codes"),
                        "is empty, and without any code there is nothing to find a meaning for")
                .atLeast("recognition-units", recognitionUnits, 1)
                .atLeast("categorical-weight", categoricalWeight, 0.0)
                .atLeast("continuous-weight", continuousWeight, 0.0)
                .refuse();
    }
}
