package io.lucidgen.attribution;

import java.util.function.IntToDoubleFunction;

/** The straight line from a sample's baseline to the sample, along which gradients are gathered. */
record StraightPath(Explicand sample) {

    /** The function's values at the sample and at the baseline. */
    double[] ends(TargetFunction function) {
        return function.values(
                2,
                (row, into, at) ->
                        System.arraycopy(row == 0 ? sample.x() : sample.baseline(), 0, into, at, sample.features()));
    }

    /**
     * Adds gradients along the path, each times its weight.
     *
     * @param position of a point, in [0, 1] from baseline to sample
     * @param sums {@code [features]}
     */
    void addGradients(
            TargetFunction function,
            int points,
            IntToDoubleFunction position,
            IntToDoubleFunction weight,
            double[] sums) {
        double[] x = sample.x();
        double[] baseline = sample.baseline();
        function.gradients(
                points,
                (point, into, at) -> {
                    double share = position.applyAsDouble(point);
                    for (int i = 0; i < x.length; i++) {
                        into[at + i] = baseline[i] + share * (x[i] - baseline[i]);
                    }
                },
                (point, gradient, at) -> {
                    double factor = weight.applyAsDouble(point);
                    for (int i = 0; i < x.length; i++) {
                        sums[i] += factor * gradient[at + i];
                    }
                });
    }

    /** Each feature's distance from the baseline times its gradients' weighted sum. */
    double[] shares(double[] sums, double scale) {
        double[] shares = new double[sums.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = scale * sums[i] * (sample.x()[i] - sample.baseline()[i]);
        }
        return shares;
    }
}
