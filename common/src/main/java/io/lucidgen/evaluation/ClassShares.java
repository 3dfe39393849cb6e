package io.lucidgen.evaluation;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How samples spread over the classes that a scorer sees in them.
 *
 * @param counts samples of each class
 */
public record ClassShares(long[] counts) implements Serializable {
    /** A class counts as found from a fifth of an even share on. */
    private static final int SHARES_PER_EVEN_SHARE = 5;

    public ClassShares {
        counts = counts.clone();
    }

    /** The spread of predictions over {@code classes} classes. */
    public static ClassShares of(int[] predictions, int classes) {
        long[] counts = new long[classes];
        for (int prediction : predictions) {
            counts[prediction]++;
        }
        return new ClassShares(counts);
    }

    /** The spread of the samples of both. */
    public ClassShares merge(ClassShares other) {
        long[] sum = counts.clone();
        for (int c = 0; c < sum.length; c++) {
            sum[c] += other.counts[c];
        }
        return new ClassShares(sum);
    }

    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** The share of a class, in [0, 1]; 0 when there are no samples. */
    public double share(int label) {
        long total = total();
        return total == 0 ? 0 : (double) counts[label] / total;
    }

    /** The share of the class that has most samples, in [0, 1]. */
    public double largest() {
        double largest = 0;
        for (int c = 0; c < counts.length; c++) {
            largest = Math.max(largest, share(c));
        }
        return largest;
    }

    /** The entropy of the shares in nats, from 0 (one class) to log(classes). */
    public double entropy() {
        double entropy = 0;
        for (int c = 0; c < counts.length; c++) {
            double share = share(c);
            entropy -= share == 0 ? 0 : share * Math.log(share);
        }
        return entropy;
    }

    /** The number of classes whose share is above a fifth of an even share. */
    public int found() {
        int found = 0;
        for (int c = 0; c < counts.length; c++) {
            found += share(c) * SHARES_PER_EVEN_SHARE * counts.length > 1 ? 1 : 0;
        }
        return found;
    }
}
