package io.lucidgen.evaluation;

import java.io.Serializable;

/**
 * How the categories that generated samples were asked for agree with the classes that a classifier finds in them.
 *
 * @param counts {@code [categories][classes]}, samples
 */
public record CategoryAgreement(long[][] counts) implements Serializable {

    /** No samples. */
    public static CategoryAgreement none(int categories, int classes) {
        return new CategoryAgreement(new long[categories][classes]);
    }

    /** The counts of both. */
    public CategoryAgreement merge(CategoryAgreement other) {
        long[][] sums = new long[counts.length][];
        for (int category = 0; category < sums.length; category++) {
            sums[category] = counts[category].clone();
            for (int label = 0; label < sums[category].length; label++) {
                sums[category][label] += other.counts[category][label];
            }
        }
        return new CategoryAgreement(sums);
    }

    /** The samples. */
    public long total() {
        long total = 0;
        for (long[] row : counts) {
            for (long count : row) {
                total += count;
            }
        }
        return total;
    }

    /** The share of samples whose class is the one of the same number as their category: a model that is told classes. */
    public double asAsked() {
        long right = 0;
        for (int category = 0; category < counts.length; category++) {
            right += category < counts[category].length ? counts[category][category] : 0;
        }
        return (double) right / total();
    }

    /** The share of samples in the class that most samples of their category are in: codes without names. */
    public double majority() {
        long right = 0;
        for (long[] row : counts) {
            long most = 0;
            for (long count : row) {
                most = Math.max(most, count);
            }
            right += most;
        }
        return (double) right / total();
    }
}
