package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockBytes;
import io.lucidgen.jobs.spark.ExecutorBlocks;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * The executor's part of averaging: fetches some pieces from all workers, one piece after the other, and keeps their
 * means here, with the moving averages that follow them.
 *
 * @param start the state that the round started from, which has the moving averages before it
 * @param from the group of the contributions' blocks
 * @param contributions in the order of the workers, which fixes the bits of the sums
 * @param to the group of the means' blocks
 */
record PieceAverager(
        LocalTask task, PiecePlan plan, RoundStart start, long from, List<Contribution> contributions, long to)
        implements FlatMapFunction<Iterator<List<Integer>>, List<PieceSummary>> {

    @Override
    public Iterator<List<PieceSummary>> call(Iterator<List<Integer>> dealt) {
        List<List<PieceSummary>> summaries = new ArrayList<>();
        dealt.forEachRemaining(pieces -> summaries.add(average(pieces)));
        return summaries.iterator();
    }

    /** The accounts of some pieces and of the moving averages that follow them. */
    ArrayList<PieceSummary> average(List<Integer> pieces) {
        ArrayList<PieceSummary> summaries = new ArrayList<>();
        pieces.forEach(piece -> average(piece, summaries));
        return summaries;
    }

    private void average(int piece, List<PieceSummary> summaries) {
        Stopwatch watch = Stopwatch.start();
        OptionalInt own = plan.own(piece);
        List<Contribution> made = own.isEmpty() ? contributions : ofTrainer(own.getAsInt());
        if (made.isEmpty()) {
            summaries.add(kept(piece));
            return;
        }
        List<Optional<BlockBytes>> opened = ExecutorBlocks.open(
                made.stream()
                        .map(one -> PieceNames.contribution(from, one.worker(), piece))
                        .toList(),
                made.stream().map(Contribution::home).toList());
        try {
            List<Integer> missing = new ArrayList<>();
            for (int i = 0; i < opened.size(); i++) {
                if (opened.get(i).isEmpty()) {
                    missing.add(made.get(i).worker());
                }
            }
            if (!missing.isEmpty()) {
                summaries.add(PieceSummary.without(piece, missing, watch.seconds()));
                return;
            }
            List<BlockBytes> parts = opened.stream().map(Optional::get).toList();
            if (own.isPresent()) {
                summaries.add(passedOn(piece, parts.get(0), watch));
                return;
            }
            PieceMean mean = new PieceMean(plan.precision(), plan.length(piece), plan.isParameters(piece));
            List<ByteBuffer> bytes = mean.of(parts, made);
            OptionalInt velocity = plan.velocity(piece);
            if (velocity.isPresent()) {
                Optional<OuterPiece> stepped = step(piece, velocity.getAsInt(), bytes);
                if (stepped.isEmpty()) {
                    summaries.add(PieceSummary.lost(piece, watch.seconds()));
                    return;
                }
                bytes = stepped.get().parameters();
                ExecutorBlocks.put(
                        PieceNames.shared(to, velocity.getAsInt()),
                        stepped.get().velocity());
                summaries.add(PieceSummary.made(
                        velocity.getAsInt(), List.of(), 0, stepped.get().moved()));
            }
            ExecutorBlocks.put(PieceNames.shared(to, piece), bytes);
            long moved = parts.stream().mapToLong(BlockBytes::moved).sum();
            summaries.add(PieceSummary.made(piece, mean.squaredDistances(), watch.seconds(), moved));
            OptionalInt ema = plan.ema(piece);
            if (ema.isPresent()) {
                summaries.add(follow(ema.getAsInt(), bytes));
            }
        } finally {
            opened.forEach(block -> block.ifPresent(BlockBytes::close));
        }
    }

    /** What the worker made that trains a network of this number; empty when it was left out or refused. */
    private List<Contribution> ofTrainer(int number) {
        int trainer = task.own()
                .trainer(number, start.counters().rounds(), start.cursors().size());
        return contributions.stream().filter(one -> one.worker() == trainer).toList();
    }

    /** Keeps a piece of a worker's own network as it was before the round. */
    private PieceSummary kept(int piece) {
        Stopwatch watch = Stopwatch.start();
        Optional<BlockBytes> found = start.open(piece);
        if (found.isEmpty()) {
            return PieceSummary.lost(piece, watch.seconds());
        }
        try (BlockBytes before = found.get()) {
            return passedOn(piece, before, watch);
        }
    }

    private PieceSummary passedOn(int piece, BlockBytes bytes, Stopwatch watch) {
        ExecutorBlocks.put(PieceNames.shared(to, piece), PieceBytes.copy(bytes, plan.length(piece), plan.precision()));
        return PieceSummary.made(piece, List.of(), watch.seconds(), bytes.moved());
    }

    /** Has a moving average follow the mean of its parameters. */
    private PieceSummary follow(int piece, List<ByteBuffer> mean) {
        Stopwatch watch = Stopwatch.start();
        Optional<BlockBytes> found = start.open(piece);
        if (found.isEmpty()) {
            return PieceSummary.lost(piece, watch.seconds());
        }
        try (BlockBytes before = found.get()) {
            EmaPiece ema =
                    new EmaPiece(task.movingAverage(), start.counters().steps(), task.localSteps(), plan.precision());
            ExecutorBlocks.put(PieceNames.shared(to, piece), ema.after(before, mean));
            return PieceSummary.made(piece, List.of(), watch.seconds(), before.moved());
        }
    }

    /** Steps from the parameters before the round towards their mean after it; empty when those are lost. */
    private Optional<OuterPiece> step(int piece, int velocity, List<ByteBuffer> mean) {
        Optional<BlockBytes> parameters = start.open(piece);
        Optional<BlockBytes> moving = start.open(velocity);
        try {
            return parameters.isEmpty() || moving.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            OuterPiece.after(task.outer(), parameters.get(), moving.get(), mean, plan.precision()));
        } finally {
            parameters.ifPresent(BlockBytes::close);
            moving.ifPresent(BlockBytes::close);
        }
    }
}
