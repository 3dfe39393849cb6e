package io.lucidgen.config;

import java.io.Serializable;

/**
 * Pictures of three channels, each of which is another grey picture of the raw files.
 *
 * @param trainExamples pictures to train on
 * @param testExamples pictures that are held out
 * @param seed chooses which pictures come together
 */
public record StackedConfig(int trainExamples, int testExamples, long seed) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public StackedConfig {
        new Problems()
                .atLeast("train-examples", trainExamples, 1)
                .atLeast("test-examples", testExamples, 1)
                .refuse();
    }
}
