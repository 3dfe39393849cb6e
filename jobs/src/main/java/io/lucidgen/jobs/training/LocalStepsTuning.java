package io.lucidgen.jobs.training;

import io.lucidgen.config.AveragingConfig;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.training.CommunicationShare;
import java.util.Optional;

/**
 * Chooses how many local steps the rounds after a checkpoint have, so that communication takes the share of a round that it
 * is given. What it chose is noted in the history, so that a run that goes on from the checkpoint has the same rounds; the
 * choice itself follows the clock and does not come out the same in another run.
 */
final class LocalStepsTuning {

    private static final String NOTE = "local-steps-from-here";
    /** Rounds after a beginning that say nothing: code is being compiled and examples are read for the first time. */
    private static final int FIRST_ROUNDS = 2;
    /** Rounds do not become so long that fewer are left. */
    private static final int ROUNDS_LEFT = 4;

    private final Optional<CommunicationShare> share;
    private final int steps;
    private int rounds;
    private int counted;
    private double overhead;
    private double compute;

    private LocalStepsTuning(Optional<CommunicationShare> share, int steps) {
        this.share = share;
        this.steps = steps;
    }

    /** For the rounds after what a history holds. */
    static LocalStepsTuning of(AveragingConfig config, TrainingHistory history) {
        return new LocalStepsTuning(
                config.communicationShare() > 0
                        ? Optional.of(new CommunicationShare(config.communicationShare()))
                        : Optional.empty(),
                steps(config, history));
    }

    /** Whether rounds may become longer or shorter at all. */
    boolean isOn() {
        return share.isPresent();
    }

    /** The local steps of a round. */
    int steps() {
        return steps;
    }

    private static int steps(AveragingConfig config, TrainingHistory history) {
        return history.last(NOTE).map(row -> (int) row.value()).orElse(config.localSteps());
    }

    /** The number of the round that completes the steps that a run is to do. */
    int lastRound(TrainingConfig training, AveragingConfig config, long roundsDone, long stepsDone) {
        long left = (long) training.rounds() * config.localSteps() - stepsDone;
        return Math.toIntExact(roundsDone + Math.max(0, (left + steps - 1) / steps));
    }

    /** Takes notice of a round. */
    void did(RoundOutcome outcome) {
        rounds++;
        if (rounds > FIRST_ROUNDS) {
            counted++;
            compute += outcome.cost().compute();
            overhead += Math.max(0, outcome.cost().wall() - outcome.cost().compute());
        }
    }

    /**
     * Notes other steps for the rounds to come where that is worth it.
     *
     * @param stepsLeft of the run
     * @return whether it is
     */
    boolean change(TrainingHistory history, long stepsLeft) {
        if (share.isEmpty() || counted == 0 || stepsLeft <= 0) {
            return false;
        }
        int most = (int) Math.max(steps, Math.min(Integer.MAX_VALUE, stepsLeft / ROUNDS_LEFT));
        int wanted = share.get().localSteps(overhead / counted, compute / counted / steps, steps, most);
        if (wanted == steps) {
            return false;
        }
        history.note(NOTE, wanted);
        return true;
    }
}
