package io.lucidgen.jobs.training;

import io.lucidgen.config.TrainingConfig;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.training.StabilityWatch.Course;
import io.lucidgen.model.ModelState;
import io.lucidgen.training.EarlyStopping;
import io.lucidgen.training.StepMetrics;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.SparkException;

/** Round after round until the run is complete: average, measure, keep a checkpoint, say so. */
final class AveragingLoop {

    private final ResidentRun run;
    private final InferenceStatistics statistics;
    private final HeldOutMeasure heldOut;
    private final TrainingConfig config;
    private final RunCheckpoints checkpoints;
    private final LocalStepsTuning tuning;
    private final Consumer<String> console;

    /** How a run goes on after a round. */
    private enum Next {
        AS_BEFORE,
        WITH_LOWER_RATE,
        FROM_A_CHECKPOINT
    }

    /**
     * Prepares a run.
     *
     * @param run at the first state, or at that of the checkpoint to go on from
     * @param statistics completes a state before anyone sees it
     * @param tuning may have the run go on with other steps a round
     * @param console takes one line a round
     */
    AveragingLoop(
            ResidentRun run,
            InferenceStatistics statistics,
            HeldOutMeasure heldOut,
            TrainingConfig config,
            RunCheckpoints checkpoints,
            LocalStepsTuning tuning,
            Consumer<String> console) {
        this.run = run;
        this.statistics = statistics;
        this.heldOut = heldOut;
        this.config = config;
        this.checkpoints = checkpoints;
        this.tuning = tuning;
        this.console = console;
    }

    /**
     * Trains up to the configured number of rounds, or until the held-out measure gets no better.
     *
     * @param history what was measured so far; grows
     * @param stopping decides whether the run ends earlier; knows what the history holds
     * @param watch decides what becomes of a run that goes wrong; knows what the history holds
     * @return the state after the last round that was done; empty when the run is to go on from its newest checkpoint, after
     *     it went back or with other steps a round
     * @throws UserException (exit 6) if no worker comes to finite numbers or an alarm ends the run
     */
    Optional<ModelState> complete(TrainingHistory history, EarlyStopping stopping, StabilityWatch watch)
            throws Exception {
        RoundProgress progress = new RoundProgress(config.rounds());
        while (run.counters().rounds() < config.rounds() && !stopping.isOver()) {
            Next next = round(history, stopping, watch, progress);
            if (next == Next.FROM_A_CHECKPOINT) {
                return Optional.empty();
            }
            if (next == Next.WITH_LOWER_RATE) {
                run.lowerRate(new StabilityNotes(history).cuts());
            }
        }
        return Optional.of(state());
    }

    private Next round(TrainingHistory history, EarlyStopping stopping, StabilityWatch watch, RoundProgress progress)
            throws Exception {
        RoundOutcome outcome;
        try {
            outcome = run.next();
        } catch (UserException failure) {
            if (failure.exitCode() != ExitCode.UNSTABLE) {
                throw failure;
            }
            return next(watch.afterLostRound(run.counters().rounds() + 1, failure));
        }
        long number = run.counters().rounds();
        history.add(run.counters(), outcome);
        if (config.measuresAfter(number)) {
            measure(outcome, history, stopping);
        }
        console.accept(progress.line(number, outcome));
        Next next = next(watch.afterRound());
        tuning.did(outcome);
        if (next == Next.FROM_A_CHECKPOINT || !config.keepsAfter(number) && !stopping.isOver()) {
            return next;
        }
        boolean otherSteps = !stopping.isOver() && tuning.change(history, (config.rounds() - number) * tuning.steps());
        checkpoints.save(state(), history, outcome.metrics(), watch::isGood);
        return otherSteps ? Next.FROM_A_CHECKPOINT : next;
    }

    private static Next next(Course course) {
        return switch (course) {
            case AS_BEFORE -> Next.AS_BEFORE;
            case WITH_LOWER_RATE -> Next.WITH_LOWER_RATE;
            case FROM_EARLIER_CHECKPOINT -> Next.FROM_A_CHECKPOINT;
        };
    }

    private ModelState state() throws SparkException, InterruptedException {
        return statistics.refreshed(run.state());
    }

    private void measure(RoundOutcome outcome, TrainingHistory history, EarlyStopping stopping)
            throws SparkException, InterruptedException, IOException {
        ModelState state = state();
        double seconds = outcome.cost().wall();
        StepMetrics measured = heldOut.measure(state);
        history.add(state.counters(), seconds, measured);
        Double deciding = measured.values().get(stopping.metric());
        if (deciding == null) {
            return;
        }
        if (stopping.measured(state.counters().rounds(), deciding)) {
            checkpoints.saveBest(state, history, outcome.metrics());
        }
        if (stopping.isOver()) {
            history.add(
                    state.counters(),
                    seconds,
                    new StepMetrics(
                            new TreeMap<>(Map.of("stopped-early-with-best-round", (double) stopping.bestRound()))));
        }
    }
}
