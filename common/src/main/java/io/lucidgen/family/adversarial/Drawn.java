package io.lucidgen.family.adversarial;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Samples that a discriminator judges, with what they were drawn from.
 *
 * @param samples {@code [batch, features]}
 * @param latents {@code [batch, latent]}, row-major; read only where the model has codes
 * @param labels {@code [batch]}, the classes that the samples are to be of; null where the model is told none
 */
public record Drawn(INDArray samples, float[] latents, int[] labels) {}
