package io.lucidgen.internals;

import java.io.Serializable;
import java.util.Locale;

/**
 * A direction among latents, found without labels.
 *
 * @param source what it was found in
 * @param rank from 0 on, the strongest first
 * @param share of the variance of the source that is along it, of all there is
 * @param direction {@code [latent]}, of length 1, its largest value positive; 0 for what is not continuous
 * @param sampleChange root of the mean squared difference of a feature between samples whose latents are moved two standard
 *     deviations either way, in the model's range
 */
public record LatentDirection(Source source, int rank, double share, float[] direction, double sampleChange)
        implements Serializable {

    /** What a direction is found in. */
    public enum Source {
        /** The first weights, in closed form: what changes their product with a latent most (Shen and Zhou 2021, SeFa). */
        FIRST_WEIGHT,
        /** The first hidden layer's values over many samples (H\u00e4rk\u00f6nen et al. 2020, GANSpace). */
        ACTIVATIONS;

        /** The name in tables. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
