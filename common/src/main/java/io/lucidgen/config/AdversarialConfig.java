package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * A discriminator, and how it and the network that it judges train one another.
 *
 * @param discriminatorLayers hidden sizes from the sample to the logit, without either
 * @param leakySlope slope of the discriminator's hidden activations below zero, in [0, 1); 0 is ReLU
 * @param discriminatorDropout share of hidden values dropped while training, in [0, 1)
 * @param packing samples that the discriminator judges together (Lin et al. 2018, PacGAN), at least 1
 * @param loss what both are after
 * @param realLabel what the discriminator is to say of real data, in (0, 1]; below 1 is one-sided label smoothing
 * @param updates whether the generator's update sees the discriminator updated in the same step
 * @param generatorRate the generator's learning rate as a multiple of the discriminator's (Heusel et al. 2017), above 0
 * @param generatorEvery steps from one update of the generator to the next, at least 1
 * @param spectralNormalization whether the discriminator's weights are divided by their largest singular value
 * @param minibatchDeviation whether the discriminator sees how much the samples of a batch differ
 * @param weightClip largest weight of the discriminator, at least 0; 0: any
 * @param instanceNoise standard deviation of noise on everything that the discriminator sees, at first, at least 0
 * @param instanceNoiseSteps steps over which that noise goes down to none, at least 0; 0: it stays
 */
public record AdversarialConfig(
        List<Integer> discriminatorLayers,
        double leakySlope,
        double discriminatorDropout,
        int packing,
        AdversarialLoss loss,
        double realLabel,
        UpdateOrder updates,
        double generatorRate,
        int generatorEvery,
        boolean spectralNormalization,
        boolean minibatchDeviation,
        double weightClip,
        double instanceNoise,
        int instanceNoiseSteps)
        implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public AdversarialConfig {
        discriminatorLayers = List.copyOf(discriminatorLayers);
        new Problems()
                .notEmpty("discriminator-layers", discriminatorLayers)
                .eachAtLeast("discriminator-layers", discriminatorLayers, 1)
                .withinBelow("leaky-slope", leakySlope, 0, 1)
                .withinBelow("discriminator-dropout", discriminatorDropout, 0, 1)
                .atLeast("packing", packing, 1)
                .withinAbove("real-label", realLabel, 0, 1)
                .above("generator-rate", generatorRate, 0)
                .atLeast("generator-every", generatorEvery, 1)
                .atLeast("weight-clip", weightClip, 0.0)
                .atLeast("instance-noise", instanceNoise, 0.0)
                .atLeast("instance-noise-steps", instanceNoiseSteps, 0)
                .agree(
                        realLabel == 1 || hasTargets(loss),
                        "real-label",
                        List.of("loss"),
                        "has no meaning for a loss without a target")
                .agree(
                        instanceNoise > 0 || instanceNoiseSteps == 0,
                        "instance-noise-steps",
                        List.of("instance-noise"),
                        "has no meaning without instance-noise")
                .agree(
                        !spectralNormalization || weightClip == 0,
                        "spectral-normalization",
                        List.of("weight-clip"),
                        "is one way of bounding the weights and weight-clip is another")
                .refuse();
    }

    private static boolean hasTargets(AdversarialLoss loss) {
        return loss != AdversarialLoss.HINGE && loss != AdversarialLoss.WASSERSTEIN;
    }
}
