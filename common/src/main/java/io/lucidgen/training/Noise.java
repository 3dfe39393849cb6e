package io.lucidgen.training;

import io.lucidgen.model.LatentPrior;
import io.lucidgen.random.RandomStream;

/** Where a step's latents come from; proofs of averaging replace it to give one process the noise of several. */
@FunctionalInterface
public interface Noise {

    /**
     * Fills an array of {@code [batch, latent]} values, row-major, from a seed.
     *
     * @param prior what they are drawn from
     */
    void fill(float[] values, LatentPrior prior, long seed);

    /** Independent draws from the prior. */
    static Noise ofPrior() {
        return (values, prior, seed) -> prior.fill(values, new RandomStream(seed));
    }
}
