package io.lucidgen.attribution;

import io.lucidgen.data.FeatureGrid;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What a map says in few numbers, all computed from the values as they are stored.
 *
 * @param sum of all values
 * @param absoluteSum of the sizes of all values
 * @param largest size of a value
 * @param positiveShare the positive values' part of {@code absoluteSum}, in [0, 1]; 0 for a map of zeros
 * @param gini how few features hold most of the sizes: 0 when all are alike, 1 - 1/n when one holds everything
 * @param topIndices the features of the largest sizes, largest first; equal ones by index
 * @param topValues their values
 * @param pooled the sum of each cell of a coarse grid, row-major
 * @param pooledHeight rows of the coarse grid
 * @param pooledWidth columns of the coarse grid
 */
public record MapSummary(
        double sum,
        double absoluteSum,
        double largest,
        double positiveShare,
        double gini,
        int[] topIndices,
        float[] topValues,
        float[] pooled,
        int pooledHeight,
        int pooledWidth)
        implements Serializable {

    private static final int POOLED_SIDE = 7;

    /**
     * Summarises a map.
     *
     * @param topK how many of the strongest features to name; all, when the map has fewer
     */
    public static MapSummary of(float[] map, FeatureGrid grid, int topK) {
        double sum = 0;
        double positive = 0;
        double[] sizes = new double[map.length];
        for (int i = 0; i < map.length; i++) {
            sum += map[i];
            positive += Math.max(0, map[i]);
            sizes[i] = Math.abs(map[i]);
        }
        int[] top = top(map, topK);
        float[] topValues = new float[top.length];
        for (int i = 0; i < top.length; i++) {
            topValues[i] = map[top[i]];
        }
        Arrays.sort(sizes);
        double absoluteSum = Arrays.stream(sizes).sum();
        int height = Math.min(POOLED_SIDE, grid.height());
        int width = Math.min(POOLED_SIDE, grid.width());
        return new MapSummary(
                sum,
                absoluteSum,
                sizes[sizes.length - 1],
                absoluteSum > 0 ? positive / absoluteSum : 0,
                gini(sizes, absoluteSum),
                top,
                topValues,
                pooled(map, grid, height, width),
                height,
                width);
    }

    private static int[] top(float[] map, int topK) {
        return IntStream.range(0, map.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -Math.abs(map[i])))
                .limit(topK)
                .mapToInt(i -> i)
                .toArray();
    }

    /** The Gini index of sizes in rising order (Hurley and Rickard 2009). */
    private static double gini(double[] sizes, double sum) {
        if (!(sum > 0)) {
            return 0;
        }
        int n = sizes.length;
        double weighted = 0;
        for (int i = 0; i < n; i++) {
            weighted += (2.0 * (i + 1) - n - 1) * sizes[i];
        }
        return weighted / (n * sum);
    }

    private static float[] pooled(float[] map, FeatureGrid grid, int height, int width) {
        double[] cells = new double[height * width];
        for (int i = 0; i < map.length; i++) {
            int row = i / grid.width() % grid.height() * height / grid.height();
            int column = i % grid.width() * width / grid.width();
            cells[row * width + column] += map[i];
        }
        float[] pooled = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            pooled[i] = (float) cells[i];
        }
        return pooled;
    }
}
