package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * How gradients become updates (Adam: Kingma and Ba 2015, https://arxiv.org/abs/1412.6980; clipping by the global norm:
 * Pascanu et al. 2013, https://arxiv.org/abs/1211.5063).
 *
 * @param beta1 how much of the gradient's running mean a step keeps, in [0, 1); Adam only
 * @param beta2 how much of the squared gradient's running mean a step keeps, in [0, 1); Adam only
 * @param epsilon added to the root of that mean, above 0; Adam only
 * @param clipNorm the length that the gradient of one network is shortened to where it is longer; 0 leaves it as it is
 */
public record OptimizerConfig(
        OptimizerKind kind, double learningRate, double beta1, double beta2, double epsilon, double clipNorm)
        implements Serializable {

    static final List<String> ADAM_ONLY = List.of("beta1", "beta2", "epsilon");

    /** @throws IllegalArgumentException when a setting is out of its range */
    public OptimizerConfig {
        new Problems()
                .above("learning-rate", learningRate, 0)
                .withinBelow("beta1", beta1, 0, 1)
                .withinBelow("beta2", beta2, 0, 1)
                .above("epsilon", epsilon, 0)
                .atLeast("clip-norm", clipNorm, 0)
                .refuse();
    }
}
