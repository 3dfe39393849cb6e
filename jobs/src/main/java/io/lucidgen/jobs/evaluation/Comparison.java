package io.lucidgen.jobs.evaluation;

import java.util.List;

/**
 * The samples whose features are compared, each list in the order of its ordinals.
 *
 * @param generated as many as {@code train}
 * @param heldOut rows of the TEST split
 * @param train rows of the TRAIN split: real samples in the place of the generated ones, for the floor
 */
record Comparison(List<SeenSample> generated, List<SeenSample> heldOut, List<SeenSample> train) {}
