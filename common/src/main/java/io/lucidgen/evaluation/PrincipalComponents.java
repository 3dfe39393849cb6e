package io.lucidgen.evaluation;

import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.random.RandomStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The directions in which samples vary most, found by subspace iteration (Halko et al. 2011,
 * https://arxiv.org/abs/0909.4061) and turned so that the first varies most.
 */
public final class PrincipalComponents {

    private static final int ITERATIONS = 12;

    private PrincipalComponents() {}

    /**
     * The space of the first components of some samples; {@code iterations * rows * values * components} multiplications.
     *
     * @param samples {@code [rows, values]} in [0, 1], row-major
     * @param components how many at most; there are no more than values, and fewer than rows
     * @param seed of the first directions
     */
    public static FeatureSpace of(float[] samples, int rows, int components, long seed) {
        int values = samples.length / rows;
        int count = Math.max(1, Math.min(components, Math.min(values, rows - 1)));
        INDArray centred =
                Nd4j.createFromArray(samples).reshape('c', rows, values).castTo(DataType.DOUBLE);
        INDArray mean = centred.mean(0);
        centred.subiRowVector(mean);
        double[][] start = new double[values][count];
        RandomStream random = new RandomStream(seed);
        for (double[] row : start) {
            for (int k = 0; k < count; k++) {
                row[k] = random.nextGaussian();
            }
        }
        double[][] basis = orthonormal(start);
        for (int i = 0; i < ITERATIONS; i++) {
            INDArray seen = centred.mmul(Nd4j.createFromArray(basis));
            basis = orthonormal(centred.transpose().mmul(seen).toDoubleMatrix());
        }
        return space(mean, turned(centred, Nd4j.createFromArray(basis)));
    }

    /** The same subspace by its principal directions, {@code [values, components]}. */
    private static INDArray turned(INDArray centred, INDArray basis) {
        INDArray seen = centred.mmul(basis);
        double[][] scatter = seen.transpose().mmul(seen).toDoubleMatrix();
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(symmetric(scatter)));
        // Eigenvalues come sorted, the largest first.
        double[][] turn = eigen.getV().getData();
        return basis.mmul(Nd4j.createFromArray(turn));
    }

    private static double[][] symmetric(double[][] matrix) {
        for (int r = 0; r < matrix.length; r++) {
            for (int c = 0; c < r; c++) {
                matrix[r][c] = matrix[c][r];
            }
        }
        return matrix;
    }

    /** Columns made orthonormal, one after the other, twice over for what rounding leaves. */
    private static double[][] orthonormal(double[][] columns) {
        int rows = columns.length;
        int count = columns[0].length;
        double[][] vectors = new double[count][rows];
        for (int k = 0; k < count; k++) {
            double[] vector = vectors[k];
            for (int r = 0; r < rows; r++) {
                vector[r] = columns[r][k];
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int other = 0; other < k; other++) {
                    subtract(vector, vectors[other], dot(vector, vectors[other]));
                }
            }
            double length = Math.sqrt(dot(vector, vector));
            for (int r = 0; r < rows; r++) {
                // A direction in which nothing varies stays zero and says nothing.
                vector[r] = length > 1e-12 ? vector[r] / length : 0;
            }
        }
        double[][] back = new double[rows][count];
        for (int k = 0; k < count; k++) {
            for (int r = 0; r < rows; r++) {
                back[r][k] = vectors[k][r];
            }
        }
        return back;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static void subtract(double[] from, double[] vector, double factor) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= factor * vector[i];
        }
    }

    private static FeatureSpace space(INDArray mean, INDArray directions) {
        NetworkDefinition definition = NetworkDefinition.named(FeatureSpace.PRINCIPAL_COMPONENTS)
                .input(FeatureSpace.INPUT, Math.toIntExact(directions.size(0)))
                .dense(
                        FeatureSpace.FEATURES,
                        FeatureSpace.INPUT,
                        Math.toIntExact(directions.size(1)),
                        Weights.GLOROT_UNIFORM)
                .outputs(FeatureSpace.FEATURES);
        Network network = new Network(definition, Nd4j.create(DataType.FLOAT, definition.parameterCount()));
        network.parametersByName().get(FeatureSpace.FEATURES + ".weight").assign(directions.castTo(DataType.FLOAT));
        INDArray shift = mean.reshape(1, mean.length()).mmul(directions).negi();
        network.parametersByName()
                .get(FeatureSpace.FEATURES + ".bias")
                .assign(shift.castTo(DataType.FLOAT).ravel());
        return new FeatureSpace(
                FeatureSpace.PRINCIPAL_COMPONENTS,
                definition,
                network.parameters().toFloatVector());
    }
}
