package io.lucidgen.config;

import java.io.Serializable;

/**
 * How one of the methods is chosen for each target.
 *
 * @param enabled whether it is; all methods explain every target otherwise
 * @param passes through the model, forward and back together, that one map may take on average
 * @param seconds that one map may take in the median; 0: as many as it takes
 * @param samples that all methods are tried on
 */
public record AutomaticMethodsConfig(boolean enabled, int passes, double seconds, int samples) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public AutomaticMethodsConfig {
        new Problems()
                .atLeast("passes", passes, 1)
                .atLeast("seconds", seconds, 0)
                .atLeast("samples", samples, 10)
                .refuse();
    }
}
