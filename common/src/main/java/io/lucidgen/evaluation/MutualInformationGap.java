package io.lucidgen.evaluation;

import io.lucidgen.data.Factor;
import java.util.List;

/**
 * The mutual information gap (MIG, Chen et al. 2018, https://arxiv.org/abs/1802.04942): for each factor of the data by how
 * much the latent dimension that says most of it says more than the next one, as a share of the factor's entropy, 0 to 1.
 *
 * <p>A dimension is cut into {@value #BINS} bins of equal width between its smallest and its largest value, as Locatello et
 * al. (2019) do. Factors that take one value only say nothing and are left out.
 */
public final class MutualInformationGap {

    private static final int BINS = 20;

    private final List<Factor> factors;
    private final int[][] bins;
    private final int[][] values;

    /**
     * Prepares for some samples.
     *
     * @param means of their posteriors, {@code [samples][latent]}
     * @param values the numbers of their factors' values, {@code [samples][factors]}
     */
    public MutualInformationGap(List<float[]> means, List<int[]> values, List<Factor> factors) {
        this.factors = List.copyOf(factors);
        this.values = values.toArray(int[][]::new);
        this.bins = new int[means.size()][means.get(0).length];
        for (int k = 0; k < bins[0].length; k++) {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (float[] mean : means) {
                least = Math.min(least, mean[k]);
                most = Math.max(most, mean[k]);
            }
            double width = most > least ? ((double) most - least) / BINS : 1;
            for (int i = 0; i < bins.length; i++) {
                bins[i][k] = Math.min(BINS - 1, (int) ((means.get(i)[k] - least) / width));
            }
        }
    }

    /** The number of samples. */
    public int samples() {
        return bins.length;
    }

    /**
     * The mean gap over the factors.
     *
     * @param rows samples that count, with repetitions
     */
    public double mean(int[] rows) {
        double sum = 0;
        int counted = 0;
        for (int factor = 0; factor < factors.size(); factor++) {
            double gap = gap(factor, rows);
            sum += Double.isNaN(gap) ? 0 : gap;
            counted += Double.isNaN(gap) ? 0 : 1;
        }
        return counted == 0 ? 0 : sum / counted;
    }

    /** The gap of one factor; not a number where the samples that count all have one value of it. */
    public double gap(int factor, int[] rows) {
        double largest = 0;
        double next = 0;
        for (int k = 0; k < bins[0].length; k++) {
            double information = information(factor, k, rows);
            if (information > largest) {
                next = largest;
                largest = information;
            } else {
                next = Math.max(next, information);
            }
        }
        double entropy = entropy(factor, rows);
        return entropy > 0 ? (largest - next) / entropy : Double.NaN;
    }

    /** How much a latent dimension's bins say of a factor, in nats. */
    double information(int factor, int dimension, int[] rows) {
        int size = factors.get(factor).values();
        double[] joint = new double[BINS * size];
        double[] ofBin = new double[BINS];
        double[] ofValue = new double[size];
        for (int row : rows) {
            joint[bins[row][dimension] * size + values[row][factor]]++;
            ofBin[bins[row][dimension]]++;
            ofValue[values[row][factor]]++;
        }
        double information = 0;
        for (int bin = 0; bin < BINS; bin++) {
            for (int value = 0; value < size; value++) {
                double count = joint[bin * size + value];
                if (count > 0) {
                    information += count / rows.length * Math.log(count * rows.length / (ofBin[bin] * ofValue[value]));
                }
            }
        }
        return information;
    }

    private double entropy(int factor, int[] rows) {
        double[] counts = new double[factors.get(factor).values()];
        for (int row : rows) {
            counts[values[row][factor]]++;
        }
        double entropy = 0;
        for (double count : counts) {
            entropy -= count > 0 ? count / rows.length * Math.log(count / rows.length) : 0;
        }
        return entropy;
    }
}
