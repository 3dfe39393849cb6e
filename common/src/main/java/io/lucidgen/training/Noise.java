package io.lucidgen.training;

import io.lucidgen.random.RandomStream;

/** Where a step's latents come from; proofs of averaging replace it to give one process the noise of several. */
@FunctionalInterface
public interface Noise {

    /** Fills an array of {@code [batch, latent]} values, row-major, from a seed. */
    void fill(float[] values, long seed);

    static Noise gaussian() {
        return (values, seed) -> new RandomStream(seed).fillGaussian(values);
    }
}
