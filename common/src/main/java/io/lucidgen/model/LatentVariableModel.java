package io.lucidgen.model;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained model with a likelihood: standard normal latents z, a decoder that gives the probability of a one in each
 * feature of x, and an encoder that gives a diagonal normal posterior q(z|x) (Kingma and Welling 2014).
 */
public interface LatentVariableModel {

    /** The length of z. */
    int latentSize();

    /**
     * The mean of q(z|x) and the logarithm of its variance, each {@code [n, latent]}.
     *
     * @param samples {@code [n, features]} of zeros and ones
     * @param labels {@code [n]}, classes of the samples; read only where the model is told classes
     */
    Posterior posterior(INDArray samples, int[] labels);

    /**
     * The logits of p(x = 1 | z), {@code [n, features]}.
     *
     * @param latents {@code [n, latent]}, {@link #latentSize} values each
     * @param labels as for {@link #posterior}
     */
    INDArray logits(INDArray latents, int[] labels);

    /** What an encoder says of samples. */
    record Posterior(INDArray mean, INDArray logVariance) {}
}
