package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockBytes;
import io.lucidgen.jobs.spark.BlockHome;
import io.lucidgen.jobs.spark.BlockName;
import io.lucidgen.jobs.spark.ExecutorBlocks;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * The executor's part of averaging: fetches some pieces from all workers, one piece after the other, and keeps their
 * means here.
 *
 * @param from the group of the contributions' blocks
 * @param contributions in the order of the workers, which fixes the bits of the sums
 * @param to the group of the means' blocks
 */
record PieceAverager(PiecePlan plan, long from, List<Contribution> contributions, long to)
        implements FlatMapFunction<Iterator<Integer>, List<PieceSummary>> {

    @Override
    public Iterator<List<PieceSummary>> call(Iterator<Integer> pieces) {
        List<PieceSummary> summaries = new ArrayList<>();
        pieces.forEachRemaining(piece -> summaries.add(average(piece)));
        return List.of(summaries).iterator();
    }

    private PieceSummary average(int piece) {
        Stopwatch watch = Stopwatch.start();
        List<BlockName> names = contributions.stream()
                .map(one -> PieceNames.contribution(from, one.worker(), piece))
                .toList();
        List<Optional<BlockBytes>> opened = ExecutorBlocks.open(
                names, contributions.stream().map(Contribution::home).toList());
        try {
            List<Integer> missing = new ArrayList<>();
            for (int i = 0; i < opened.size(); i++) {
                if (opened.get(i).isEmpty()) {
                    missing.add(contributions.get(i).worker());
                }
            }
            if (!missing.isEmpty()) {
                return new PieceSummary(piece, BlockHome.here(), missing, List.of(), watch.seconds(), 0);
            }
            List<BlockBytes> parts = opened.stream().map(Optional::get).toList();
            PieceMean mean =
                    new PieceMean(plan.precision(), Math.toIntExact(plan.length(piece)), (int) plan.parameters(piece));
            ExecutorBlocks.put(PieceNames.mean(to, piece), mean.of(parts, contributions));
            long moved = parts.stream().mapToLong(BlockBytes::moved).sum();
            return new PieceSummary(
                    piece, BlockHome.here(), List.of(), mean.squaredDistances(), watch.seconds(), moved);
        } finally {
            opened.forEach(block -> block.ifPresent(BlockBytes::close));
        }
    }
}
