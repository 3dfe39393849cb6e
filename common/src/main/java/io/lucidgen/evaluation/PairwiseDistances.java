package io.lucidgen.evaluation;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Squared distances between two sets of rows, a bounded block at a time.
 *
 * <p>A block of queries is filled up with zeros, so that the distances of a query have the same bits whatever queries
 * come with it.
 *
 * <p>They are found as {@code |a|^2 + |b|^2 - 2ab} in double: in float the cancellation would drown small distances.
 */
final class PairwiseDistances {
    private static final int QUERY_ROWS = 256;
    private static final int REFERENCE_ROWS = 2048;

    private PairwiseDistances() {}

    /** Sees the squared distances of one query to some consecutive references. */
    interface Visitor {
        /** @param distances squared distances; those from {@code at} to {@code at + count - 1} are meant */
        void visit(int query, int firstReference, double[] distances, int at, int count);
    }

    static void visit(FeatureRows queries, FeatureRows references, Visitor visitor) {
        if (queries.columns() != references.columns()) {
            throw new IllegalArgumentException(
                    "rows of " + queries.columns() + " and of " + references.columns() + " features");
        }
        for (int r = 0; r < references.rows(); r += REFERENCE_ROWS) {
            double[] block = references.toDoubles(r, Math.min(references.rows(), r + REFERENCE_ROWS));
            double[] norms = squaredNorms(block, references.columns());
            try (INDArray array = Nd4j.createFromArray(block).reshape('c', norms.length, references.columns())) {
                for (int q = 0; q < queries.rows(); q += QUERY_ROWS) {
                    int count = Math.min(queries.rows() - q, QUERY_ROWS);
                    double[] part = Arrays.copyOf(queries.toDoubles(q, q + count), QUERY_ROWS * queries.columns());
                    visitBlock(part, count, q, array, norms, r, visitor);
                }
            }
        }
    }

    private static void visitBlock(
            double[] queries,
            int count,
            int firstQuery,
            INDArray references,
            double[] norms,
            int firstReference,
            Visitor visitor) {
        int columns = references.columns();
        double[] queryNorms = squaredNorms(queries, columns);
        double[] distances;
        // Column-major [references, queries]: the distances of one query lie side by side.
        try (INDArray array = Nd4j.createFromArray(queries).reshape('c', queryNorms.length, columns);
                INDArray products =
                        Nd4j.createUninitialized(DataType.DOUBLE, new long[] {norms.length, queryNorms.length}, 'f')) {
            Nd4j.gemm(references, array, products, false, true, -2, 0);
            distances = products.data().asDouble();
        }
        for (int q = 0; q < count; q++) {
            int at = q * norms.length;
            for (int r = 0; r < norms.length; r++) {
                distances[at + r] = Math.max(0, distances[at + r] + queryNorms[q] + norms[r]);
            }
            visitor.visit(firstQuery + q, firstReference, distances, at, norms.length);
        }
    }

    private static double[] squaredNorms(double[] rows, int columns) {
        double[] norms = new double[rows.length / columns];
        for (int i = 0; i < rows.length; i++) {
            norms[i / columns] += rows[i] * rows[i];
        }
        return norms;
    }
}
