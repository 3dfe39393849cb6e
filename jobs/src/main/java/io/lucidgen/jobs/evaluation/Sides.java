package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.FeatureRows;

/**
 * The samples of a comparison in one feature space, in the order of their ordinals.
 *
 * @param generated as many as {@code train}
 * @param heldOut rows of the TEST split
 * @param train rows of the TRAIN split: real samples in the place of the generated ones, for the floor
 */
record Sides(FeatureRows generated, FeatureRows heldOut, FeatureRows train) {

    /** As the scorer sees them. */
    static Sides of(Comparison comparison) {
        return new Sides(
                SeenSample.features(comparison.generated()),
                SeenSample.features(comparison.heldOut()),
                SeenSample.features(comparison.train()));
    }
}
