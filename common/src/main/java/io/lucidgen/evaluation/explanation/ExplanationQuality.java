package io.lucidgen.evaluation.explanation;

import io.lucidgen.attribution.ExplanationKey;
import java.io.Serializable;

/**
 * What was measured of one explanation, beside what its map alone tells. A figure is null where it is not defined: of a
 * target that is the same at sample and baseline, of a map of zeros, of a method that says no direction.
 *
 * @param deletion mean height of the target, 1 at the sample and 0 at the baseline, while features are replaced by the
 *     baseline's, those first that the map says hold it up most
 * @param insertion the same while features come in the place of the baseline's in that order
 * @param randomOrder the same in random orders, whichever way: the mean over them
 * @param deletionCurve the target at each step from the sample to the baseline
 * @param insertionCurve the target at each step from the baseline to the sample
 * @param infidelity mean squared error of what the map predicts of replaced squares, in squared units of the target
 * @param unexplained the share of the squared change that the map, scaled as suits it best, does not predict, in [0, 1]
 * @param maxSensitivity the largest change of the map near the sample, as a share of the map (Euclid)
 * @param cascadeCorrelation rank correlation with maps of a model that forgets layer after layer, the mean over the layers
 * @param randomizedCorrelation rank correlation with the map of the model that has forgotten all
 * @param agreement rank correlation with the other methods' maps of the same target, the mean over them
 */
public record ExplanationQuality(
        ExplanationKey key,
        Double deletion,
        Double insertion,
        Double randomOrder,
        float[] deletionCurve,
        float[] insertionCurve,
        Double infidelity,
        Double unexplained,
        Double maxSensitivity,
        Double cascadeCorrelation,
        Double randomizedCorrelation,
        Double agreement)
        implements Serializable {}
