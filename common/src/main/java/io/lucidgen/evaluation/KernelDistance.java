package io.lucidgen.evaluation;

import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The kernel distance (KID, Binkowski et al. 2018, https://arxiv.org/abs/1801.01401): the unbiased estimate of the
 * squared maximum mean discrepancy for the kernel {@code (x'y / d + 1)^3} of d features, averaged over subsets.
 *
 * <p>Near 0 for samples of one distribution, whatever their number, and below 0 as often as above.
 */
public final class KernelDistance {

    private static final int SUBSETS = 20;
    private static final int SUBSET_ROWS = 500;
    private static final double DEVIATIONS = 1.96;

    private KernelDistance() {}

    /**
     * A distance.
     *
     * @param interval 95 % of the mean over subsets, by their standard error
     */
    public record Estimate(double value, Interval interval) {}

    /** Between two sets of rows; {@code subsets * 3 * rows^2 * columns} multiplications for subsets of 500 rows. */
    public static Estimate between(FeatureRows left, FeatureRows right, long seed) {
        int rows = Math.min(SUBSET_ROWS, Math.min(left.rows(), right.rows()));
        if (rows < 2) {
            throw new IllegalArgumentException("a kernel distance needs two samples on each side");
        }
        double[] values = new double[SUBSETS];
        for (int i = 0; i < SUBSETS; i++) {
            values[i] = ofSubset(
                    left.pick(chosen(left.rows(), rows, Seeds.derive(seed, i, 0))),
                    right.pick(chosen(right.rows(), rows, Seeds.derive(seed, i, 1))));
        }
        double mean = 0;
        for (double value : values) {
            mean += value / SUBSETS;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double error = Math.sqrt(squares / (SUBSETS - 1) / SUBSETS);
        return new Estimate(mean, new Interval(mean - DEVIATIONS * error, mean + DEVIATIONS * error));
    }

    private static double ofSubset(FeatureRows left, FeatureRows right) {
        double n = left.rows();
        return (sum(left, left, true) + sum(right, right, true)) / (n * (n - 1))
                - 2 * sum(left, right, false) / (n * n);
    }

    /** The sum of the kernel over all pairs, without a row and itself where both sides are one. */
    private static double sum(FeatureRows left, FeatureRows right, boolean same) {
        double[] products;
        try (INDArray a = array(left);
                INDArray b = array(right);
                INDArray product = Nd4j.gemm(a, b, false, true)) {
            products = product.data().asDouble();
        }
        double sum = 0;
        int rows = left.rows();
        for (int i = 0; i < products.length; i++) {
            // Row and column of the diagonal are the same in either order of memory.
            if (!same || i / rows != i % rows) {
                double base = products[i] / left.columns() + 1;
                sum += base * base * base;
            }
        }
        return sum;
    }

    private static INDArray array(FeatureRows rows) {
        return Nd4j.createFromArray(rows.toDoubles(0, rows.rows())).reshape('c', rows.rows(), rows.columns());
    }

    /** Some rows, none twice. */
    private static int[] chosen(int of, int count, long seed) {
        RandomStream random = new RandomStream(seed);
        int[] all = new int[of];
        for (int i = 0; i < of; i++) {
            all[i] = i;
        }
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            int at = i + random.nextInt(of - i);
            chosen[i] = all[at];
            all[at] = all[i];
        }
        return chosen;
    }
}
