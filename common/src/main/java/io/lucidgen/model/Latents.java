package io.lucidgen.model;

import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The latent vectors of generated samples: each from a seed of its own, so that any one can be drawn again alone. */
public final class Latents {

    private static final long PURPOSE = 0x73616d706c65L;

    private Latents() {}

    /** The seed of one sample of a run. */
    public static long seed(long runSeed, long sample) {
        return Seeds.derive(runSeed, PURPOSE, sample);
    }

    /** The latent of a seed, drawn from the prior. */
    public static float[] draw(long seed, LatentPrior prior) {
        float[] latent = new float[prior.size()];
        prior.fill(latent, new RandomStream(seed));
        return latent;
    }

    /** Latents as the rows that {@link GenerativeModel#generate} takes, {@code [n, latent]}. */
    public static INDArray rows(float[][] latents) {
        return Nd4j.createFromArray(latents);
    }
}
