package io.lucidgen.config;

import java.io.Serializable;

/**
 * Layer-wise relevance propagation by the epsilon rule.
 *
 * @param epsilon what keeps values near 0 from being divided by nothing, above 0
 */
public record LrpEpsilonConfig(double epsilon) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public LrpEpsilonConfig {
        new Problems().above("epsilon", epsilon, 0).refuse();
    }
}
