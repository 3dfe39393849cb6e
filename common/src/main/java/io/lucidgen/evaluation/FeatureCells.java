package io.lucidgen.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;

/**
 * Cells of a feature space, each with what is nearest to one centre: the centres are the k-means of reference rows (begun
 * as Arthur and Vassilvitskii 2007 say).
 *
 * @param centres {@code [cells, columns]}
 */
public record FeatureCells(FeatureRows centres) {

    private static final int MOST_CELLS = 100;
    // Below that a test of shares says nothing.
    private static final int ROWS_PER_CELL = 20;
    private static final int ITERATIONS = 20;

    /** At most {@value #MOST_CELLS} cells of the rows; {@code rows * cells * columns} operations for each of some passes. */
    public static FeatureCells of(FeatureRows rows, long seed) {
        int cells = Math.max(1, Math.min(MOST_CELLS, rows.rows() / ROWS_PER_CELL));
        int columns = rows.columns();
        double[] values = rows.toDoubles(0, rows.rows());
        List<DoublePoint> points = new ArrayList<>(rows.rows());
        for (int row = 0; row < rows.rows(); row++) {
            points.add(new DoublePoint(Arrays.copyOfRange(values, row * columns, (row + 1) * columns)));
        }
        List<CentroidCluster<DoublePoint>> clusters = new KMeansPlusPlusClusterer<DoublePoint>(
                        cells,
                        ITERATIONS,
                        new EuclideanDistance(),
                        new Well19937c(seed),
                        KMeansPlusPlusClusterer.EmptyClusterStrategy.FARTHEST_POINT)
                .cluster(points);
        float[] centres = new float[clusters.size() * columns];
        for (int cell = 0; cell < clusters.size(); cell++) {
            double[] centre = clusters.get(cell).getCenter().getPoint();
            for (int column = 0; column < columns; column++) {
                centres[cell * columns + column] = (float) centre[column];
            }
        }
        return new FeatureCells(new FeatureRows(columns, centres));
    }

    /** The number of cells. */
    public int size() {
        return centres.rows();
    }

    /** The cell of each row. */
    public int[] cellsOf(FeatureRows rows) {
        int[] cells = new int[rows.rows()];
        double[] nearest = new double[rows.rows()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        PairwiseDistances.visit(rows, centres, (query, from, distances, at, count) -> {
            for (int i = 0; i < count; i++) {
                if (distances[at + i] < nearest[query]) {
                    nearest[query] = distances[at + i];
                    cells[query] = from + i;
                }
            }
        });
        return cells;
    }

    /**
     * How many of some rows lie in each cell.
     *
     * @param cells of all rows
     * @param rows which of them count, with repetitions
     */
    public long[] counts(int[] cells, int[] rows) {
        long[] counts = new long[size()];
        for (int row : rows) {
            counts[cells[row]]++;
        }
        return counts;
    }
}
