package io.lucidgen.config;

import java.io.Serializable;

/**
 * How the workers' models become one.
 *
 * @param workers logical workers, each with its own shard of the data
 * @param localSteps steps that each worker does alone in a round
 * @param blockSize examples in the blocks that a shard is stored and read in
 * @param chunkSize numbers that an averaging task holds at once, those of all workers taken together
 */
public record AveragingConfig(int workers, int localSteps, int blockSize, int chunkSize) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public AveragingConfig {
        new Problems()
                .atLeast("workers", workers, 1)
                .atLeast("local-steps", localSteps, 1)
                .atLeast("block-size", blockSize, 1)
                .atLeast("chunk-size", chunkSize, 1)
                .refuse();
    }
}
