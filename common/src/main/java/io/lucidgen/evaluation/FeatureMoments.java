package io.lucidgen.evaluation;

import java.io.Serializable;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Count, mean and scatter of features, gathered part by part.
 *
 * <p>Parts merge as in Chan, Golub and LeVeque (1979), so executors can each see a part of the samples. A fixed order of
 * merging gives the same bits.
 */
public final class FeatureMoments implements Serializable {
    private static final long serialVersionUID = 1;

    private static final int BLOCK_ROWS = 4096;

    private final long count;
    private final double[] mean;
    // Sum over samples of (x - mean)(x - mean)', row-major [d, d].
    private final double[] scatter;

    private FeatureMoments(long count, double[] mean, double[] scatter) {
        this.count = count;
        this.mean = mean;
        this.scatter = scatter;
    }

    /** The moments of no sample. */
    public static FeatureMoments none(int columns) {
        return new FeatureMoments(0, new double[columns], new double[columns * columns]);
    }

    /** The moments of some samples. */
    public static FeatureMoments of(FeatureRows rows) {
        FeatureMoments moments = none(rows.columns());
        for (int from = 0; from < rows.rows(); from += BLOCK_ROWS) {
            moments = moments.merge(ofBlock(rows, from, Math.min(rows.rows(), from + BLOCK_ROWS)));
        }
        return moments;
    }

    private static FeatureMoments ofBlock(FeatureRows rows, int from, int to) {
        int columns = rows.columns();
        double[] centred = rows.toDoubles(from, to);
        double[] mean = new double[columns];
        for (int i = 0; i < centred.length; i++) {
            mean[i % columns] += centred[i];
        }
        for (int c = 0; c < columns; c++) {
            mean[c] /= to - from;
        }
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean[i % columns];
        }
        try (INDArray block = Nd4j.createFromArray(centred).reshape('c', to - from, columns);
                INDArray product = Nd4j.gemm(block, block, true, false)) {
            // The product is symmetric, so its order in memory does not matter.
            return new FeatureMoments(to - from, mean, product.data().asDouble());
        }
    }

    /** The moments of the samples of both. */
    public FeatureMoments merge(FeatureMoments other) {
        if (other.mean.length != mean.length) {
            throw new IllegalArgumentException(
                    "moments of " + mean.length + " and of " + other.mean.length + " features");
        }
        if (other.count == 0) {
            return this;
        }
        if (count == 0) {
            return other;
        }
        int columns = mean.length;
        long total = count + other.count;
        double[] merged = new double[columns];
        double[] difference = new double[columns];
        for (int c = 0; c < columns; c++) {
            difference[c] = other.mean[c] - mean[c];
            merged[c] = mean[c] + difference[c] * other.count / total;
        }
        double weight = (double) count * other.count / total;
        double[] sum = new double[scatter.length];
        for (int r = 0; r < columns; r++) {
            for (int c = 0; c < columns; c++) {
                int i = r * columns + c;
                sum[i] = scatter[i] + other.scatter[i] + difference[r] * difference[c] * weight;
            }
        }
        return new FeatureMoments(total, merged, sum);
    }

    public long count() {
        return count;
    }

    /** The mean of each feature, {@code [d]}. */
    public double[] mean() {
        return mean.clone();
    }

    /**
     * The sample covariance, divided by count - 1, {@code [d, d]}.
     *
     * @throws IllegalStateException when there are fewer than two samples
     */
    public double[][] covariance() {
        if (count < 2) {
            throw new IllegalStateException("a covariance needs two samples, there are " + count);
        }
        int columns = mean.length;
        double[][] covariance = new double[columns][];
        for (int r = 0; r < columns; r++) {
            covariance[r] = Arrays.copyOfRange(scatter, r * columns, (r + 1) * columns);
            for (int c = 0; c < columns; c++) {
                covariance[r][c] /= count - 1;
            }
        }
        return covariance;
    }
}
