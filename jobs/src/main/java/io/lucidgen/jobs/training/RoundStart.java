package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockBytes;
import io.lucidgen.jobs.spark.BlockHome;
import io.lucidgen.jobs.spark.ExecutorBlocks;
import io.lucidgen.model.Counters;
import io.lucidgen.training.LearningRateCuts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state that a round starts from, as it lies in pieces in the memory of executors.
 *
 * @param counters how far the model has been trained
 * @param cursors examples that each worker has consumed, by worker
 * @param group of the blocks that hold the pieces that workers share
 * @param makers where each of these pieces was made, by piece
 * @param holders processes that have all of them by now but those of other workers' own networks, to be asked after the
 *     makers
 * @param moments those that workers have of their own
 * @param cuts how much of the learning rate is left in the rounds from here on
 */
record RoundStart(
        Counters counters,
        List<Long> cursors,
        long group,
        SortedMap<Integer, BlockHome> makers,
        List<BlockHome> holders,
        OwnMoments moments,
        LearningRateCuts cuts)
        implements Serializable {

    RoundStart {
        cursors = List.copyOf(cursors);
        makers = Collections.unmodifiableSortedMap(new TreeMap<>(makers));
        holders = List.copyOf(holders);
    }

    /** The pieces that workers share. */
    List<Integer> shared() {
        return List.copyOf(makers.keySet());
    }

    /** Where a piece that workers share is, in the order in which to ask. */
    List<BlockHome> homes(int piece) {
        List<BlockHome> homes = new ArrayList<>();
        homes.add(makers.get(piece));
        homes.addAll(holders);
        return homes;
    }

    /** The bytes of a piece that workers share, if any process still has them. */
    Optional<BlockBytes> open(int piece) {
        for (BlockHome home : homes(piece)) {
            Optional<BlockBytes> found = ExecutorBlocks.open(List.of(PieceNames.shared(group, piece)), List.of(home))
                    .get(0);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The same with processes that have all pieces by now. */
    RoundStart alsoAt(Collection<BlockHome> more) {
        List<BlockHome> all = new ArrayList<>(holders);
        more.stream().filter(home -> !holders.contains(home)).distinct().forEach(all::add);
        return new RoundStart(counters, cursors, group, makers, all, moments, cuts);
    }

    /** The same under another learning rate. */
    RoundStart with(LearningRateCuts lowered) {
        return new RoundStart(counters, cursors, group, makers, holders, moments, lowered);
    }

    /** The share of the learning rate that is left in a round from here. */
    double rateShare() {
        return cuts.share(counters.steps());
    }

    /**
     * The state after a round from here.
     *
     * @param processed examples that each worker went through; none by those that were left out
     * @param averagedAt where the contributions that are in the mean lie, by worker
     * @param makers where each piece was made, by piece
     */
    RoundStart after(
            LocalTask task,
            PiecePlan plan,
            RoundGroups groups,
            SortedMap<Integer, Long> processed,
            SortedMap<Integer, BlockHome> averagedAt,
            SortedMap<Integer, BlockHome> makers) {
        List<Long> moved = new ArrayList<>();
        for (int worker = 0; worker < cursors.size(); worker++) {
            // One that is refused moves on in its data all the same: they may be what it cannot get over.
            moved.add(cursors.get(worker) + processed.getOrDefault(worker, 0L));
        }
        long examples = averagedAt.keySet().stream().mapToLong(processed::get).sum();
        OwnMoments own = plan.keepsMoments() && task.keepsOwnMoments(groups.wholeAfter())
                ? new OwnMoments(groups.made(), averagedAt)
                : OwnMoments.NONE;
        return new RoundStart(
                counters.afterRound(task.localSteps(), examples),
                moved,
                groups.averaged(),
                makers,
                List.of(),
                own,
                cuts);
    }

    /** The groups of all blocks that a round from here needs. */
    Set<Long> groups() {
        Set<Long> groups = new TreeSet<>(Set.of(group));
        if (!moments.isEmpty()) {
            groups.add(moments.group());
        }
        return groups;
    }
}
