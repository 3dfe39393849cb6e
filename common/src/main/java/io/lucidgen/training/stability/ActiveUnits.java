package io.lucidgen.training.stability;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How many latent dimensions of a VAE say anything about the sample: the mean of the posterior varies over examples by
 * more than 0.01 (Burda et al. 2016, https://arxiv.org/abs/1509.00519).
 */
public final class ActiveUnits {

    /** The name of the share of active dimensions among the metrics. */
    public static final String METRIC = "held-out-active-units";

    private static final double VARIANCE = 0.01;

    private double[] sums = {};
    private double[] squares = {};
    private int examples;

    /**
     * Takes examples into account.
     *
     * @param means of their posteriors, {@code [n, latent]}
     */
    public void add(INDArray means) {
        double[][] rows = means.toDoubleMatrix();
        if (examples == 0) {
            sums = new double[rows[0].length];
            squares = new double[rows[0].length];
        }
        for (double[] row : rows) {
            for (int k = 0; k < row.length; k++) {
                sums[k] += row[k];
                squares[k] += row[k] * row[k];
            }
        }
        examples += rows.length;
    }

    /** The share of the dimensions that are active, in [0, 1]. */
    public double share() {
        int active = 0;
        for (int k = 0; k < sums.length; k++) {
            double mean = sums[k] / examples;
            if (squares[k] / examples - mean * mean > VARIANCE) {
                active++;
            }
        }
        return (double) active / sums.length;
    }
}
