package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockHome;
import io.lucidgen.jobs.spark.ExecutorBlocks;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Consecutive rounds of all workers, known in advance: the state that each starts from follows from where the first one
 * starts and where the workers are.
 *
 * @param start the state that the first round starts from
 * @param before groups of blocks that executors are to keep besides, until the first round is done
 * @param firstGroup the first of two groups of blocks for each round
 * @param wholeAfter whether the driver will ask for the state after it, by round
 */
record StretchPlan(
        LocalTask task, PiecePlan plan, RoundStart start, Set<Long> before, long firstGroup, List<Boolean> wholeAfter)
        implements Serializable {

    static StretchPlan of(
            LocalTask task, PiecePlan plan, RoundStart start, Set<Long> before, List<Boolean> wholeAfter) {
        return new StretchPlan(task, plan, start, before, ExecutorBlocks.newGroups(2 * wholeAfter.size()), wholeAfter);
    }

    int rounds() {
        return wholeAfter.size();
    }

    /** Where the blocks of a round go, counted from 0. */
    RoundGroups groups(int round) {
        return new RoundGroups(firstGroup + 2L * round, firstGroup + 2L * round + 1, wholeAfter.get(round));
    }

    /** A worker's part of a round. */
    ShardWorker worker(int round, RoundStart from, Set<Long> kept) {
        Set<Long> needed = new TreeSet<>(kept);
        needed.addAll(from.groups());
        RoundGroups groups = groups(round);
        needed.addAll(List.of(groups.made(), groups.averaged()));
        return new ShardWorker(task, plan, from, groups.made(), needed);
    }

    /** The averaging of a round's pieces. */
    PieceAverager averager(int round, RoundStart from, List<BlockHome> homes) {
        List<Contribution> contributions = new ArrayList<>();
        for (int worker = 0; worker < homes.size(); worker++) {
            contributions.add(new Contribution(worker, task.examples(worker), homes.get(worker)));
        }
        return new PieceAverager(
                task,
                plan,
                from,
                groups(round).made(),
                contributions,
                groups(round).averaged());
    }

    /** The pieces that a worker averages in a round. */
    List<Integer> dealt(int round, int worker) {
        List<List<Integer>> dealt = deal(round);
        return worker < dealt.size() ? dealt.get(worker) : List.of();
    }

    private List<List<Integer>> deal(int round) {
        return plan.deal(
                plan.averaged(task.averagesMoments(wholeAfter.get(round))),
                start.cursors().size());
    }

    /** The state after a round. */
    RoundStart after(int round, RoundStart from, List<BlockHome> homes) {
        SortedMap<Integer, Long> processed = new TreeMap<>();
        SortedMap<Integer, BlockHome> averagedAt = new TreeMap<>();
        for (int worker = 0; worker < homes.size(); worker++) {
            processed.put(worker, task.examples(worker));
            averagedAt.put(worker, homes.get(worker));
        }
        SortedMap<Integer, BlockHome> makers = new TreeMap<>();
        List<List<Integer>> dealt = deal(round);
        for (int worker = 0; worker < dealt.size(); worker++) {
            for (int piece : dealt.get(worker)) {
                makers.put(piece, homes.get(worker));
                for (int made : plan.madeWith(piece)) {
                    makers.put(made, homes.get(worker));
                }
            }
        }
        return from.after(task, plan, groups(round), processed, averagedAt, makers);
    }
}
