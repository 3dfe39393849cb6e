package io.lucidgen.jobs.training;

import io.lucidgen.model.SlotVector;
import io.lucidgen.training.StepMetrics;
import java.io.Serializable;

/**
 * One worker's part of one piece of the state, or, under {@link #SUMMARY}, its account of the round.
 *
 * @param worker the logical worker
 * @param examples examples that it processed
 * @param values the piece after its local steps; null in the account
 * @param metrics means over its steps; null in a piece
 */
record Contribution(int worker, long examples, SlotVector values, StepMetrics metrics) implements Serializable {

    /** The key under which the workers' accounts travel, besides the indices of the pieces. */
    static final int SUMMARY = -1;
}
