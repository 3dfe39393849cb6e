package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.FeatureRows;
import java.io.Serializable;

/**
 * What a scorer sees in samples.
 *
 * @param features the output of its last hidden layer
 * @param classes the likeliest class of each sample
 * @param probabilities {@code [samples][classes]}, each row with sum 1
 */
record ScoredRows(FeatureRows features, int[] classes, float[][] probabilities) implements Serializable {}
