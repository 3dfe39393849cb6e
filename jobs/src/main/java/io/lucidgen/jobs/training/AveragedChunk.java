package io.lucidgen.jobs.training;

import io.lucidgen.model.SlotVector;
import io.lucidgen.training.StepMetrics;
import java.io.Serializable;
import java.util.List;

/**
 * One piece of the averaged state, or the account of the round.
 *
 * @param values the mean; null in the account
 * @param metrics the mean of the workers' metrics; null in a piece
 * @param examples examples of each worker, by worker; empty in a piece
 */
record AveragedChunk(SlotVector values, StepMetrics metrics, List<Long> examples) implements Serializable {}
