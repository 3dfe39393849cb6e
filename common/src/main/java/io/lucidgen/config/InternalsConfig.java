package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * How it is measured what the parts of a generator do.
 *
 * @param enabled whether it is
 * @param samples latents that everything is measured on
 * @param strongest values of the latent, and units of each layer, that the effect graph has
 * @param directions directions among latents of each kind
 * @param untrained models of the same make that it is compared with
 * @param directionSamples latents that the directions of activations are found over
 */
public record InternalsConfig(
        boolean enabled, int samples, int strongest, int untrained, int directions, int directionSamples)
        implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public InternalsConfig {
        new Problems()
                .atLeast("samples", samples, 2)
                .atLeast("strongest", strongest, 1)
                .atLeast("untrained", untrained, 1)
                .atLeast("directions", directions, 1)
                .agree(
                        directions < 1 || directionSamples > directions,
                        "direction-samples",
                        List.of("directions"),
                        "must be more than directions")
                .refuse();
    }
}
