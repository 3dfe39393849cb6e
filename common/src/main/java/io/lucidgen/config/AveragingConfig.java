package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * How the workers' models become one.
 *
 * @param workers logical workers, each with its own shard of the data
 * @param sharding which examples are in it
 * @param localSteps steps that each worker does alone in a round
 * @param communicationShare share of a round's time, in [0, 1), that goes into anything but local steps, which {@code
 *     localSteps} is raised or lowered to come near; 0: it stays
 * @param blockSize examples in the blocks that a shard is stored and read in
 * @param chunkSize numbers that an averaging task holds at once, those of all workers taken together
 * @param stragglerFactor how many times the median time of the workers that are done one may take before the round goes
 *     on without it, above 1; 0: every worker is waited for
 * @param minWorkersShare share of the workers that a round never does without, in (0, 1]
 * @param updaterState what becomes of the optimiser's moments
 * @param outer how far a round goes towards the mean of its workers
 * @param discriminator what becomes of the workers' discriminators
 */
public record AveragingConfig(
        int workers,
        Sharding sharding,
        int localSteps,
        double communicationShare,
        int blockSize,
        int chunkSize,
        double stragglerFactor,
        double minWorkersShare,
        UpdaterState updaterState,
        OuterStepConfig outer,
        DiscriminatorConfig discriminator)
        implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public AveragingConfig {
        new Problems()
                .atLeast("workers", workers, 1)
                .atLeast("local-steps", localSteps, 1)
                .withinBelow("communication-share", communicationShare, 0, 1)
                .atLeast("block-size", blockSize, 1)
                .atLeast("chunk-size", chunkSize, 1)
                .unless(
                        stragglerFactor == 0 || stragglerFactor > 1,
                        "straggler-factor",
                        "must be above 1, or 0 to wait for every worker")
                .withinAbove("min-workers-share", minWorkersShare, 0, 1)
                .agree(
                        !discriminator.perWorker() || updaterState != UpdaterState.LOCAL,
                        "updater-state",
                        List.of("discriminator.per-worker"),
                        "must not be local where workers keep their discriminators, whose moments go with them")
                .refuse();
    }
}
