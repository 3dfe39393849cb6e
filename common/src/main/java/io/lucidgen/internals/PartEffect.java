package io.lucidgen.internals;

import java.io.Serializable;

/**
 * What a part of a generator does: samples of a bank of latents with it, less those with it switched off. A unit that is off
 * gives 0 at all places (Bau et al. 2019, https://arxiv.org/abs/1811.10597); a value of the latent that is off is at the
 * prior's mean.
 *
 * @param part a value of the latent, or a unit
 * @param samples how many latents the bank has
 * @param activity what is known of a unit by itself; null for a value of the latent
 * @param sampleChange root of the mean squared change of a feature, over all features and samples, in the model's range
 * @param logitEffect the mean of the critic's logit with it, less that without; null for a model without a critic
 * @param logitChange the mean size of that difference, in logits; null for a model without a critic
 * @param effectMap {@code [features]}: the mean of each feature with it, less that without
 */
public record PartEffect(
        Part part,
        int samples,
        Activity activity,
        double sampleChange,
        Double logitEffect,
        Double logitChange,
        float[] effectMap)
        implements Serializable {

    /** How closely units go along, by the size of their correlation, that say the same. */
    public static final double TWIN = 0.99;

    /**
     * A unit by itself.
     *
     * @param activeShare how often it is not 0, over all samples and places
     * @param mean of its values
     * @param deviation standard deviation of its values
     * @param twin the unit of the same layer whose values go along with its values most; -1 where it does not vary, or
     *     none does
     * @param twinCorrelation how closely, from -1 to 1; NaN without a twin
     */
    public record Activity(double activeShare, double mean, double deviation, int twin, double twinCorrelation)
            implements Serializable {}

    /** Whether it is a unit that was never seen to be on. */
    public boolean isDead() {
        return activity != null && activity.activeShare() == 0;
    }
}
