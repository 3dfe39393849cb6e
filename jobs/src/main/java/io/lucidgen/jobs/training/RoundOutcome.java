package io.lucidgen.jobs.training;

import io.lucidgen.training.StepMetrics;
import java.util.List;

/**
 * What a round came to; the averaged state itself stays on the executors.
 *
 * @param start the state that it started from, with all processes that have it by now
 * @param next the state after it
 * @param metrics the mean of the averaged workers' metrics, weighted by their examples
 * @param examples examples that the averaged workers processed
 * @param refused workers whose numbers were not finite
 * @param cost what it took
 */
record RoundOutcome(
        RoundStart start, RoundStart next, StepMetrics metrics, long examples, List<Integer> refused, RoundCost cost) {}
