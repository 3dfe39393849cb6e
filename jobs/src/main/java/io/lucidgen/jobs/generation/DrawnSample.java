package io.lucidgen.jobs.generation;

/**
 * A sample before it is a picture.
 *
 * @param seed what its latent was drawn from
 * @param latent {@code [latent]}
 * @param label the class that it was asked to be of; -1 for a model that is told none
 * @param values {@code [features]} in the model's range
 * @param logit the critic's; null for a family without a critic
 * @param draws latents that were drawn for it; null without a gate
 */
record DrawnSample(long seed, float[] latent, int label, float[] values, Double logit, Integer draws) {}
