package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockHome;
import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The optimiser's moments where each worker keeps its own, as they lie among what workers made of the state in the round
 * before.
 *
 * @param group of the blocks that hold them
 * @param homes where they are, by worker; those that were left out or refused have none
 */
record OwnMoments(long group, SortedMap<Integer, BlockHome> homes) implements Serializable {

    /** Workers have none of their own. */
    static final OwnMoments NONE = new OwnMoments(-1, new TreeMap<>());

    OwnMoments {
        homes = Collections.unmodifiableSortedMap(new TreeMap<>(homes));
    }

    boolean isEmpty() {
        return homes.isEmpty();
    }

    /**
     * Whose moments a worker goes on with: its own, or those of the next worker that has some. Without any, Adam's first
     * steps would be far too long, since its bias corrections no longer are at work.
     */
    int lender(int worker) {
        SortedMap<Integer, BlockHome> from = homes.tailMap(worker);
        return from.isEmpty() ? homes.firstKey() : from.firstKey();
    }
}
