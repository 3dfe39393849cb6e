package io.lucidgen.evaluation;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Squared distances of some queries to the nearest of other rows and to the one that is nearest after it, {@code [queries]} each;
 * infinite where there was none.
 */
public record NearestDistances(double[] first, double[] second) implements Serializable {

    /** The distances to the rows that either has seen, for the same queries. */
    public NearestDistances and(NearestDistances other) {
        double[] nearest = new double[first.length];
        double[] next = new double[first.length];
        for (int query = 0; query < first.length; query++) {
            nearest[query] = Math.min(first[query], other.first[query]);
            next[query] =
                    Math.min(Math.max(first[query], other.first[query]), Math.min(second[query], other.second[query]));
        }
        return new NearestDistances(nearest, next);
    }

    /** Those of these queries and then of others. */
    public NearestDistances append(NearestDistances others) {
        return new NearestDistances(append(first, others.first), append(second, others.second));
    }

    private static double[] append(double[] left, double[] right) {
        double[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    /** Those of some queries. */
    public NearestDistances between(int from, int to) {
        return new NearestDistances(Arrays.copyOfRange(first, from, to), Arrays.copyOfRange(second, from, to));
    }
}
