package io.lucidgen.jobs.training;

import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.config.UpdaterState;
import io.lucidgen.data.BatchOrder;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.WorkerNetworks;
import io.lucidgen.training.LearningRateSchedule;
import io.lucidgen.training.MovingAverage;
import io.lucidgen.training.OuterStep;
import java.io.Serializable;

/**
 * What a worker needs to know besides the shared state and its shard; the same in every round of a run.
 *
 * @param runId the run, which keys the arrays that executors keep between rounds
 * @param seed the run's seed
 * @param localSteps steps of a round
 * @param updaterState what becomes of the optimiser's moments at its end
 * @param outer what a round makes of the mean of its workers
 * @param own how networks that workers have of their own go from hand to hand
 * @param featureType how the blocks hold their features
 * @param schedule how much of the learning rate each of the run's steps uses
 */
record LocalTask(
        String runId,
        long seed,
        ModelDefinition definition,
        ModelConfig model,
        TrainingConfig training,
        int localSteps,
        UpdaterState updaterState,
        OuterStep outer,
        WorkerNetworks own,
        ShardPlan shards,
        FeatureType featureType,
        LearningRateSchedule schedule)
        implements Serializable {

    /** Whether anything of the moments is left when a round begins. */
    boolean carriesMoments() {
        return updaterState != UpdaterState.RESET;
    }

    /** Whether moments are averaged in a round; the driver may ask for the whole state after it or not. */
    boolean averagesMoments(boolean wholeAfter) {
        return updaterState == UpdaterState.AVERAGE || updaterState == UpdaterState.LOCAL && wholeAfter;
    }

    /** Whether workers go on with moments of their own after a round. */
    boolean keepsOwnMoments(boolean wholeAfter) {
        return updaterState == UpdaterState.LOCAL && !wholeAfter;
    }

    /** Examples that a worker processes in a round. */
    long examples(int worker) {
        return (long) localSteps
                * BatchOrder.of(shards, worker, training.batchSize()).batchSize();
    }

    /** How the moving averages of parameters follow them. */
    MovingAverage movingAverage() {
        return new MovingAverage(training.emaDecay(), training.emaRampUp());
    }
}
