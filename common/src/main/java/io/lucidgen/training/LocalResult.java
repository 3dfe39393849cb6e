package io.lucidgen.training;

import io.lucidgen.model.SlotVector;
import java.io.Serializable;
import java.util.SortedMap;

/**
 * What one worker brings to the end of a round.
 *
 * @param worker the logical worker, from 0
 * @param slots its slots after the local steps
 * @param examples training examples that it really processed: its weight in the mean
 * @param steps local steps done
 * @param metrics the means over its steps
 */
public record LocalResult(
        int worker, SortedMap<String, SlotVector> slots, long examples, int steps, StepMetrics metrics)
        implements Serializable {}
