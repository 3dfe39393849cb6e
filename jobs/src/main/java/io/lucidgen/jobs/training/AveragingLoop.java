package io.lucidgen.jobs.training;

import io.lucidgen.config.TrainingConfig;
import io.lucidgen.model.ModelState;
import java.util.function.Consumer;

/** Round after round until the run is complete: average, measure, keep a checkpoint, say so. */
final class AveragingLoop {

    private final ResidentRun run;
    private final HeldOutMeasure heldOut;
    private final TrainingConfig config;
    private final RunCheckpoints checkpoints;
    private final Consumer<String> console;

    /**
     * Prepares a run.
     *
     * @param run at the first state, or at that of the checkpoint to go on from
     * @param console takes one line a round
     */
    AveragingLoop(
            ResidentRun run,
            HeldOutMeasure heldOut,
            TrainingConfig config,
            RunCheckpoints checkpoints,
            Consumer<String> console) {
        this.run = run;
        this.heldOut = heldOut;
        this.config = config;
        this.checkpoints = checkpoints;
        this.console = console;
    }

    /**
     * Trains up to the configured number of rounds.
     *
     * @param history what was measured so far; grows
     * @throws io.lucidgen.error.UserException if no worker comes to finite numbers
     */
    ModelState complete(TrainingHistory history) throws Exception {
        RoundProgress progress = new RoundProgress(config.rounds());
        while (run.counters().rounds() < config.rounds()) {
            RoundOutcome outcome = run.next();
            long number = run.counters().rounds();
            history.add(run.counters(), outcome);
            if (due(number, config.heldOutEvery())) {
                history.add(run.counters(), outcome.cost().wall(), heldOut.measure(run.state()));
            }
            console.accept(progress.line(number, outcome));
            if (due(number, config.checkpointEvery())) {
                checkpoints.save(run.state(), history, outcome.metrics());
            }
        }
        return run.state();
    }

    private boolean due(long round, int every) {
        return round % every == 0 || round == config.rounds();
    }
}
