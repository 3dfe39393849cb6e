package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * How gradients become updates (Adam: Kingma and Ba 2015, https://arxiv.org/abs/1412.6980).
 *
 * @param beta1 how much of the gradient's running mean a step keeps, in [0, 1); Adam only
 * @param beta2 how much of the squared gradient's running mean a step keeps, in [0, 1); Adam only
 * @param epsilon added to the root of that mean, above 0; Adam only
 */
public record OptimizerConfig(OptimizerKind kind, double learningRate, double beta1, double beta2, double epsilon)
        implements Serializable {

    static final List<String> ADAM_ONLY = List.of("beta1", "beta2", "epsilon");

    /** @throws IllegalArgumentException when a setting is out of its range */
    public OptimizerConfig {
        new Problems()
                .above("learning-rate", learningRate, 0)
                .withinBelow("beta1", beta1, 0, 1)
                .withinBelow("beta2", beta2, 0, 1)
                .above("epsilon", epsilon, 0)
                .refuse();
    }
}
