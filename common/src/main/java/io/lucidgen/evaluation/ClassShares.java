package io.lucidgen.evaluation;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * How samples spread over the classes that a scorer sees in them.
 *
 * @param counts samples of each class
 */
public record ClassShares(long[] counts) implements Serializable {
    /** A class counts as found from a fifth of an even share on. */
    private static final int SHARES_PER_EVEN_SHARE = 5;

    private static final double HALF_A_SAMPLE = 0.5;

    public ClassShares {
        counts = counts.clone();
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

    /** The number of classes that at least one sample is in: the modes of the literature on mode collapse. */
    public int seen() {
        return (int) Arrays.stream(counts).filter(count -> count > 0).count();
    }

    /**
     * The Kullback-Leibler divergence of these shares from those of other samples in nats, the reverse KL of the literature
     * on mode collapse (Srivastava et al. 2017, https://arxiv.org/abs/1705.07761). A class without a single one of the
     * others counts as half of one. Of samples of one distribution it is about {@code (classes - 1) / (2 samples)}.
     *
     * @param expected with as many classes
     */
    public double divergenceFrom(ClassShares expected) {
        double total = expected.total();
        double divergence = 0;
        for (int c = 0; c < counts.length; c++) {
            double share = share(c);
            double other = Math.max(expected.counts[c], HALF_A_SAMPLE) / total;
            divergence += share == 0 ? 0 : share * Math.log(share / other);
        }
        return divergence;
    }

    /** As many samples, drawn from these with replacement. */
    public ClassShares resampled(long seed) {
        RandomGenerator random = new Well19937c(seed);
        long[] drawn = new long[counts.length];
        int left = Math.toIntExact(total());
        double shareLeft = 1;
        for (int c = 0; c < counts.length && left > 0; c++) {
            double share = share(c);
            // The last class gets what is left, whatever rounding made of its share.
            double probability = Math.min(1, shareLeft <= share ? 1 : share / shareLeft);
            drawn[c] = share == 0 ? 0 : new BinomialDistribution(random, left, probability).sample();
            left -= (int) drawn[c];
            shareLeft -= share;
        }
        return new ClassShares(drawn);
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
