package io.lucidgen.jobs.simplification;

import java.io.Serializable;

/**
 * What was seen of one generated sample.
 *
 * @param number from 0 on
 * @param latent {@code [latent]}
 * @param features {@code [features]}, what can be seen of the sample
 * @param responses {@code [responses]}
 */
record Observation(long number, double[] latent, double[] features, double[] responses) implements Serializable {}
