package io.lucidgen.config;

import java.io.Serializable;

/**
 * How long and how finely a model is trained.
 *
 * @param batchSize examples in a step of one worker
 * @param rounds averaging rounds in all, each of {@code averaging.local-steps} steps on every worker
 * @param heldOutExamples test examples that the held-out losses are measured on
 * @param heldOutEvery rounds between two such measurements
 * @param checkpointEvery rounds between two checkpoints; the last round always makes one
 * @param keepCheckpoints how many of the newest checkpoints of a run are kept
 * @param warmUpSteps steps over which the learning rate rises to its full size, at the start and after a change of the
 *     number of workers; 0 is none
 * @param learningRateDecay how the learning rate falls towards the end
 * @param emaDecay how much of the moving average of the parameters a step keeps, in [0, 1); 0 keeps no such average
 * @param emaRampUp the longest half-life of that average as a share of the steps done, in [0, 1]; 0 bounds it by
 *     nothing
 */
public record TrainingConfig(
        int batchSize,
        int rounds,
        int heldOutExamples,
        int heldOutEvery,
        int checkpointEvery,
        int keepCheckpoints,
        Precision precision,
        int warmUpSteps,
        LearningRateDecayConfig learningRateDecay,
        double emaDecay,
        double emaRampUp,
        EarlyStoppingConfig earlyStopping,
        OptimizerConfig optimizer,
        StabilityConfig stability)
        implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public TrainingConfig {
        new Problems()
                .atLeast("batch-size", batchSize, 1)
                .atLeast("rounds", rounds, 1)
                .atLeast("held-out-examples", heldOutExamples, 1)
                .atLeast("held-out-every", heldOutEvery, 1)
                .atLeast("checkpoint-every", checkpointEvery, 1)
                .atLeast("keep-checkpoints", keepCheckpoints, 1)
                .atLeast("warm-up-steps", warmUpSteps, 0)
                .withinBelow("ema-decay", emaDecay, 0, 1)
                .within("ema-ramp-up", emaRampUp, 0, 1)
                .refuse();
    }

    /** The same with another number of rounds. */
    public TrainingConfig withRounds(int others) {
        return new TrainingConfig(
                batchSize,
                others,
                heldOutExamples,
                heldOutEvery,
                checkpointEvery,
                keepCheckpoints,
                precision,
                warmUpSteps,
                learningRateDecay,
                emaDecay,
                emaRampUp,
                earlyStopping,
                optimizer,
                stability);
    }

    /** Whether a moving average of the parameters is kept. */
    public boolean keepsAverage() {
        return emaDecay > 0;
    }

    /** Whether the held-out losses are measured after a round, counted from 1. */
    public boolean measuresAfter(long round) {
        return isDue(round, heldOutEvery);
    }

    /** Whether a checkpoint is made after a round, counted from 1. */
    public boolean keepsAfter(long round) {
        return isDue(round, checkpointEvery);
    }

    private boolean isDue(long round, int every) {
        return round % every == 0 || round == rounds;
    }
}
