package io.lucidgen.training;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of the learning rate is left after it was lowered in the course of a run.
 *
 * @param shares what is left from a step on, by the first step, in (0, 1)
 */
public record LearningRateCuts(SortedMap<Long, Double> shares) implements Serializable {

    /** It never was. */
    public static final LearningRateCuts NONE = new LearningRateCuts(Collections.emptySortedMap());

    public LearningRateCuts {
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    }

    /** The share that is left at a step of the run, in (0, 1]. */
    public double share(long step) {
        SortedMap<Long, Double> until = shares.headMap(step + 1);
        return until.isEmpty() ? 1 : until.get(until.lastKey());
    }
}
