package io.lucidgen.report;

import java.util.OptionalDouble;

/**
 * How good the maps of one method are for one target: medians over the examined maps, empty where they are not defined.
 *
 * @param maps that were examined
 * @param deletion mean height of the target, 1 at the sample and 0 at the baseline, while features go by the maps' order
 * @param randomOrder the same in random orders
 * @param insertion the same while features come by the maps' order
 * @param fasterThanChance share of maps by whose order the target falls sooner than by random ones
 * @param unexplained share of the squared change that the maps do not predict
 * @param maxSensitivity largest change near the sample, as a share of the map
 * @param cascade rank correlation with maps of a model that forgets layer after layer
 * @param randomized rank correlation with the map of a model that has forgotten all
 * @param agreement rank correlation with the other methods' maps
 */
public record MapQuality(
        long maps,
        OptionalDouble deletion,
        OptionalDouble randomOrder,
        OptionalDouble insertion,
        OptionalDouble fasterThanChance,
        OptionalDouble unexplained,
        OptionalDouble maxSensitivity,
        OptionalDouble cascade,
        OptionalDouble randomized,
        OptionalDouble agreement) {

    /** How far what matters by the maps' order is told from what does not; negative infinity where that is not defined. */
    double contrast() {
        return deletion.isPresent() && insertion.isPresent()
                ? insertion.getAsDouble() - deletion.getAsDouble()
                : Double.NEGATIVE_INFINITY;
    }
}
