package io.lucidgen.model;

import java.io.Serializable;

/**
 * How far a model has been trained.
 *
 * @param rounds averaging rounds that are complete
 * @param steps local steps that each worker has done; the step that Adam's bias correction and schedules count
 * @param examples training examples that all workers together have processed
 */
public record Counters(long rounds, long steps, long examples) implements Serializable {

    public static final Counters ZERO = new Counters(0, 0, 0);

    /** The counters after one more round. */
    public Counters afterRound(long localSteps, long roundExamples) {
        return new Counters(rounds + 1, steps + localSteps, examples + roundExamples);
    }
}
