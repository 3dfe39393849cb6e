package io.lucidgen.config;

import java.io.Serializable;

/**
 * Shapes that are drawn, with the factors of dSprites.
 *
 * @param side height and width of a picture, at least 16
 * @param trainExamples pictures to train on
 * @param testExamples pictures that are held out
 * @param seed chooses which combinations of factors are drawn
 */
public record ShapesConfig(int side, int trainExamples, int testExamples, long seed) implements Serializable {

    /** 3 shapes in 6 sizes, 40 orientations and 32 x 32 positions. */
    private static final int COMBINATIONS = 737_280;

    /** @throws IllegalArgumentException when a setting is out of its range */
    public ShapesConfig {
        new Problems()
                .atLeast("side", side, 16)
                .atLeast("train-examples", trainExamples, 1)
                .atLeast("test-examples", testExamples, 1)
                .unless(
                        (long) trainExamples + testExamples <= COMBINATIONS,
                        "train-examples",
                        "must with test-examples be at most the " + COMBINATIONS + " combinations there are")
                .refuse();
    }
}
