package io.lucidgen.evaluation;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The squared Frechet distance between two normal distributions fitted to features: {@code |m1 - m2|^2 + tr(S1) + tr(S2)
 * - 2 tr((S1 S2)^(1/2))} (Dowson and Landau 1982; of generated samples Heusel et al. 2017).
 *
 * <p>The estimate grows as samples get fewer: compare only values of equal counts, beside the distance between two real
 * sets of that count.
 */
public final class FrechetDistance {
    private final double[] mean;
    private final double trace;
    private final RealMatrix root;

    private FrechetDistance(double[] mean, double[][] covariance) {
        this.mean = mean;
        this.trace = trace(covariance);
        this.root = squareRoot(covariance);
    }

    /** Distances from one distribution, whose matrix root is found once. */
    public static FrechetDistance from(FeatureMoments reference) {
        return new FrechetDistance(reference.mean(), reference.covariance());
    }

    /** Distances from a distribution of known mean {@code [d]} and covariance {@code [d, d]}. */
    static FrechetDistance from(double[] mean, double[][] covariance) {
        return new FrechetDistance(mean, covariance);
    }

    /** The squared distance between two sets of samples, at least 0. */
    public static double between(FeatureMoments one, FeatureMoments other) {
        return from(one).to(other);
    }

    /** The squared distance to the distribution of other samples, at least 0. */
    public double to(FeatureMoments other) {
        return to(other.mean(), other.covariance());
    }

    double to(double[] otherMean, double[][] otherCovariance) {
        double shift = 0;
        for (int i = 0; i < mean.length; i++) {
            double difference = mean[i] - otherMean[i];
            shift += difference * difference;
        }
        // root * S * root has the eigenvalues of S1 S2 and is symmetric, so they are real and found stably.
        RealMatrix product =
                root.multiply(new Array2DRowRealMatrix(otherCovariance, false)).multiply(root);
        double roots = 0;
        for (double eigenvalue : eigen(product.getData()).getRealEigenvalues()) {
            roots += Math.sqrt(Math.max(eigenvalue, 0));
        }
        return Math.max(0, shift + trace + trace(otherCovariance) - 2 * roots);
    }

    private static RealMatrix squareRoot(double[][] covariance) {
        EigenDecomposition decomposition = eigen(covariance);
        RealMatrix vectors = decomposition.getV();
        RealMatrix scaled = vectors.copy();
        double[] eigenvalues = decomposition.getRealEigenvalues();
        for (int c = 0; c < eigenvalues.length; c++) {
            double factor = Math.sqrt(Math.max(eigenvalues[c], 0));
            for (int r = 0; r < eigenvalues.length; r++) {
                scaled.multiplyEntry(r, c, factor);
            }
        }
        return scaled.multiply(vectors.transpose());
    }

    /** Rounding leaves a product slightly asymmetric, which would send the decomposition down its general path. */
    private static EigenDecomposition eigen(double[][] nearlySymmetric) {
        int size = nearlySymmetric.length;
        double[][] symmetric = new double[size][size];
        for (int r = 0; r < size; r++) {
            for (int c = 0; c < size; c++) {
                symmetric[r][c] = (nearlySymmetric[r][c] + nearlySymmetric[c][r]) / 2;
            }
        }
        return new EigenDecomposition(new Array2DRowRealMatrix(symmetric, false));
    }

    private static double trace(double[][] matrix) {
        double trace = 0;
        for (int i = 0; i < matrix.length; i++) {
            trace += matrix[i][i];
        }
        return trace;
    }
}
