package io.lucidgen.attribution;

import java.io.Serializable;

/**
 * A sample's attribution and what came with it.
 *
 * @param values {@code [features]}, as they are stored
 * @param targetValue the function's value at the sample
 * @param baselineValue the function's value at the baseline; its mean over the references of a method that has such
 * @param completenessGap the sum of the stored values less the difference of the two values above; null when the method
 *     claims no completeness
 * @param steps points or windows that the map is computed from
 * @param forwardPasses evaluations of one row each
 * @param backwardPasses gradients of one row each
 */
public record AttributionMap(
        float[] values,
        double targetValue,
        double baselineValue,
        Double completenessGap,
        int steps,
        int forwardPasses,
        int backwardPasses)
        implements Serializable {

    static AttributionMap of(
            double[] attribution,
            double targetValue,
            double baselineValue,
            boolean claimsCompleteness,
            int steps,
            int forwardPasses,
            int backwardPasses) {
        float[] stored = new float[attribution.length];
        double sum = 0;
        for (int i = 0; i < stored.length; i++) {
            // Adding zero turns -0 into 0, which readers would otherwise count as two values.
            stored[i] = (float) attribution[i] + 0f;
            sum += stored[i];
        }
        Double gap = claimsCompleteness ? Double.valueOf(sum - (targetValue - baselineValue)) : null;
        return new AttributionMap(stored, targetValue, baselineValue, gap, steps, forwardPasses, backwardPasses);
    }

    /** Whether every number of the map is finite. */
    public boolean isFinite() {
        if (!Double.isFinite(targetValue) || !Double.isFinite(baselineValue)) {
            return false;
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The size of the completeness gap relative to the target's distance from its value at the baseline; null when the
     * method claims no completeness, infinite when there is a gap and no distance.
     */
    public Double relativeGap() {
        if (completenessGap == null) {
            return null;
        }
        double distance = Math.abs(targetValue - baselineValue);
        double gap = Math.abs(completenessGap);
        return gap == 0 ? Double.valueOf(0) : Double.valueOf(gap / distance);
    }
}
