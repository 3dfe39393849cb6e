package io.lucidgen.jobs.training;

import io.lucidgen.config.TrainingConfig;
import io.lucidgen.error.UserException;
import io.lucidgen.model.ModelState;
import io.lucidgen.training.StepMetrics;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Round after round until the run is complete: average, measure, keep a checkpoint, say so. */
final class AveragingLoop {

    private static final double NANOS = 1e9;

    private final AveragingRound round;
    private final HeldOutMeasure heldOut;
    private final TrainingConfig config;
    private final RunCheckpoints checkpoints;
    private final Consumer<String> console;
    private final LongFunction<AutoCloseable> describe;

    /**
     * Prepares a run.
     *
     * @param console takes one line a round
     * @param describe names the Spark jobs of a round while it runs, given the round's number from 1
     */
    AveragingLoop(
            AveragingRound round,
            HeldOutMeasure heldOut,
            TrainingConfig config,
            RunCheckpoints checkpoints,
            Consumer<String> console,
            LongFunction<AutoCloseable> describe) {
        this.round = round;
        this.heldOut = heldOut;
        this.config = config;
        this.checkpoints = checkpoints;
        this.console = console;
        this.describe = describe;
    }

    /**
     * Trains up to the configured number of rounds.
     *
     * @param start the first state, or that of the checkpoint to go on from
     * @param history what was measured up to it; grows
     * @throws UserException if a loss stops being a number
     */
    ModelState run(ModelState start, TrainingHistory history) throws Exception {
        RoundProgress progress = new RoundProgress(config.rounds());
        ModelState state = start;
        while (state.counters().rounds() < config.rounds()) {
            long number = state.counters().rounds() + 1;
            long began = System.nanoTime();
            AveragingRound.Result result;
            try (AutoCloseable description = describe.apply(number)) {
                result = round.run(state);
            }
            double seconds = (System.nanoTime() - began) / NANOS;
            refuseNotFinite(number, result.metrics());
            state = result.state();
            history.add(state.counters(), seconds, result.metrics());
            if (number % config.heldOutEvery() == 0 || number == config.rounds()) {
                history.add(state.counters(), seconds, heldOut.measure(state));
            }
            console.accept(progress.line(number, result.metrics(), result.examples(), result.bytes(), seconds));
            if (number % config.checkpointEvery() == 0 || number == config.rounds()) {
                checkpoints.save(state, history, result.metrics());
            }
        }
        return state;
    }

    private static void refuseNotFinite(long round, StepMetrics metrics) {
        String metric = metrics.firstNotFinite();
        if (metric != null) {
            throw UserException.data(
                    "go on training",
                    "round",
                    round,
                    metric + " is " + metrics.values().get(metric),
                    "Lower training.optimizer.learning-rate; the last checkpoint is kept");
        }
    }
}
