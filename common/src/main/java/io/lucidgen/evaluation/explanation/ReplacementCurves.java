package io.lucidgen.evaluation.explanation;

import io.lucidgen.attribution.Explicand;
import io.lucidgen.attribution.TargetFunction;
import java.util.List;

/**
 * How a target changes while a sample's features are replaced by the baseline's, some at a time (Samek et al. 2017; Petsiuk
 * et al. 2018).
 *
 * @param values {@code [orders][steps + 1]}, from the target at the sample to the target at the baseline
 */
record ReplacementCurves(double[][] values) {

    /**
     * Follows several orders at once.
     *
     * @param orders each names every feature once, {@code [features]}
     * @param steps how many times features are replaced, at least 1
     * @param ends the target at the sample and at the baseline
     */
    static ReplacementCurves of(
            TargetFunction function, Explicand sample, List<int[]> orders, int steps, double[] ends) {
        int features = sample.x().length;
        int between = steps - 1;
        double[] inner = function.values(orders.size() * between, (row, into, at) -> {
            System.arraycopy(sample.x(), 0, into, at, features);
            int[] order = orders.get(row / between);
            int replaced = replaced(row % between + 1, steps, features);
            for (int i = 0; i < replaced; i++) {
                into[at + order[i]] = sample.baseline()[order[i]];
            }
        });
        double[][] values = new double[orders.size()][steps + 1];
        for (int order = 0; order < values.length; order++) {
            values[order][0] = ends[0];
            System.arraycopy(inner, order * between, values[order], 1, between);
            values[order][steps] = ends[1];
        }
        return new ReplacementCurves(values);
    }

    private static int replaced(int step, int steps, int features) {
        return (int) ((long) step * features / steps);
    }

    /**
     * The mean height of a curve (trapezoids), where the target at the sample counts as 1 and at the baseline as 0.
     *
     * @return NaN when the two are the same
     */
    double height(int order) {
        double[] curve = values[order];
        int last = curve.length - 1;
        double sum = (curve[0] + curve[last]) / 2;
        for (int i = 1; i < last; i++) {
            sum += curve[i];
        }
        double distance = curve[0] - curve[last];
        return distance == 0 ? Double.NaN : (sum / last - curve[last]) / distance;
    }

    /** A curve as it is stored. */
    float[] stored(int order) {
        float[] stored = new float[values[order].length];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (float) values[order][i];
        }
        return stored;
    }
}
