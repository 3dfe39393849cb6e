package io.lucidgen.config;

import java.io.Serializable;

/**
 * How simple rules are sought for what a model does.
 *
 * @param enabled whether they are
 * @param samples generated samples that rules are fitted to, chosen by and measured on
 * @param terms most features of a weighted sum
 * @param depth most questions of a tree on the way to a case
 * @param minR2 the part of the variance that a rule must explain at least to be called an explanation
 */
public record SurrogatesConfig(boolean enabled, int samples, int terms, int depth, double minR2)
        implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public SurrogatesConfig {
        new Problems()
                .atLeast("samples", samples, 50)
                .atLeast("terms", terms, 1)
                .atLeast("depth", depth, 1)
                .unless(depth <= 5, "depth", "must be at most 5: nobody reads more cases")
                .atLeast("min-r2", minR2, 0.0)
                .unless(minR2 < 1, "min-r2", "must be below 1")
                .refuse();
    }
}
