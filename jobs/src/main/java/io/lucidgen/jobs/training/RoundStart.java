package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockHome;
import io.lucidgen.model.Counters;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The state that a round starts from, as it lies in pieces in the memory of executors.
 *
 * @param counters how far the model has been trained
 * @param cursors examples that each worker has consumed, by worker
 * @param group of the blocks that hold the pieces
 * @param homes where each piece is, in the order in which to ask
 */
record RoundStart(Counters counters, List<Long> cursors, long group, List<List<BlockHome>> homes)
        implements Serializable {

    RoundStart {
        cursors = List.copyOf(cursors);
        homes = List.copyOf(homes);
    }

    /** The same with processes that have all pieces by now, to be asked after those that were known. */
    RoundStart alsoAt(Collection<BlockHome> holders) {
        List<List<BlockHome>> more = new ArrayList<>();
        for (List<BlockHome> known : homes) {
            List<BlockHome> all = new ArrayList<>(known);
            holders.stream().filter(home -> !known.contains(home)).distinct().forEach(all::add);
            more.add(List.copyOf(all));
        }
        return new RoundStart(counters, cursors, group, more);
    }
}
