package io.lucidgen.model;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The dimensions of a latent that say anything about the sample: those whose posterior mean varies over samples by more
 * than 0.01 (Burda et al. 2016, https://arxiv.org/abs/1509.00519).
 */
public final class ActiveUnits {

    private static final double LEAST_VARIANCE = 0.01;

    private double[] centre = {};
    private double[] sums = {};
    private double[] squares = {};
    private int samples;

    /**
     * Takes a sample into account.
     *
     * @param mean of its posterior, {@code [latent]}
     */
    public void add(float[] mean) {
        double[] row = new double[mean.length];
        for (int k = 0; k < row.length; k++) {
            row[k] = mean[k];
        }
        add(row);
    }

    /**
     * Takes samples into account.
     *
     * @param means of their posteriors, {@code [n, latent]}
     */
    public void add(INDArray means) {
        for (double[] row : means.toDoubleMatrix()) {
            add(row);
        }
    }

    private void add(double[] mean) {
        if (samples == 0) {
            // About the first sample: sums of squares about zero lose a small variance beside a large mean.
            centre = mean;
            sums = new double[mean.length];
            squares = new double[mean.length];
        }
        for (int k = 0; k < mean.length; k++) {
            double distance = mean[k] - centre[k];
            sums[k] += distance;
            squares[k] += distance * distance;
        }
        samples++;
    }

    /** How many dimensions are active; none for fewer than two samples. */
    public int count() {
        int active = 0;
        for (int k = 0; k < centre.length; k++) {
            double variance = (squares[k] - sums[k] * sums[k] / samples) / (samples - 1);
            active += variance > LEAST_VARIANCE ? 1 : 0;
        }
        return active;
    }

    /** The share of the dimensions that are active, in [0, 1]; NaN without samples. */
    public double share() {
        return (double) count() / centre.length;
    }
}
