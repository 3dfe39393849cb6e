package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockHome;
import java.io.Serializable;

/**
 * What one worker made of the state in a round, as it lies on an executor.
 *
 * @param examples examples behind it: its weight in the mean, at least 1
 * @param home where it is
 */
record Contribution(int worker, long examples, BlockHome home) implements Serializable {}
