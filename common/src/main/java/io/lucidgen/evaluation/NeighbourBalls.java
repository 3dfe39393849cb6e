package io.lucidgen.evaluation;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Samples with the balls that reach to their k-th nearest neighbour: an estimate of where such samples live.
 *
 * <p>Coverage and density are those of Naeem et al. (2020), precision and recall and the realism of one sample those of
 * Kynkaanniemi et al. (2019), with one k for all.
 */
public final class NeighbourBalls implements Serializable {
    private static final long serialVersionUID = 1;

    /** Realism of a sample that equals a real one would be infinite. */
    private static final double LARGEST_REALISM = 1e6;

    private final FeatureRows centres;
    private final double[] squaredRadii;
    // Balls in sparse regions are large and hold anything, so realism looks at the smaller half.
    private final double largestTrusted;

    private NeighbourBalls(FeatureRows centres, double[] squaredRadii) {
        this.centres = centres;
        this.squaredRadii = squaredRadii;
        double[] sorted = squaredRadii.clone();
        Arrays.sort(sorted);
        this.largestTrusted = sorted[(sorted.length - 1) / 2];
    }

    /**
     * Finds the balls of samples among themselves.
     *
     * @param neighbours k, at least 1 and below the number of samples
     * @throws IllegalArgumentException when there are too few samples
     */
    public static NeighbourBalls around(FeatureRows centres, int neighbours) {
        return new NeighbourBalls(centres, squaredRadii(centres, centres, 0, neighbours));
    }

    /** The balls of samples whose squared radii, from {@link #squaredRadii}, other processes found part by part. */
    public static NeighbourBalls of(FeatureRows centres, double[] squaredRadii) {
        if (squaredRadii.length != centres.rows()) {
            throw new IllegalArgumentException(squaredRadii.length + " radii for " + centres.rows() + " samples");
        }
        return new NeighbourBalls(centres, squaredRadii.clone());
    }

    /**
     * The squared distance to the k-th nearest other sample of a part of the samples.
     *
     * @param part rows {@code first} and after of {@code all}
     */
    public static double[] squaredRadii(FeatureRows part, FeatureRows all, int first, int neighbours) {
        if (neighbours < 1 || neighbours >= all.rows()) {
            throw new IllegalArgumentException(
                    "there are no " + neighbours + " neighbours among " + all.rows() + " samples");
        }
        double[][] smallest = new double[part.rows()][neighbours];
        for (double[] row : smallest) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        PairwiseDistances.visit(part, all, (query, from, distances, at, count) -> {
            for (int i = 0; i < count; i++) {
                if (from + i != first + query) {
                    insert(smallest[query], distances[at + i]);
                }
            }
        });
        double[] radii = new double[part.rows()];
        for (int i = 0; i < radii.length; i++) {
            radii[i] = smallest[i][neighbours - 1];
        }
        return radii;
    }

    /** Where samples lie relative to these balls. */
    public BallHits hits(FeatureRows samples) {
        int[] containing = new int[samples.rows()];
        boolean[] covered = new boolean[squaredRadii.length];
        double[] nearest = new double[samples.rows()];
        double[] realism = new double[samples.rows()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        PairwiseDistances.visit(samples, centres, (query, from, distances, at, count) -> {
            for (int i = 0; i < count; i++) {
                double distance = distances[at + i];
                double radius = squaredRadii[from + i];
                if (distance < radius) {
                    containing[query]++;
                    covered[from + i] = true;
                }
                nearest[query] = Math.min(nearest[query], distance);
                if (radius <= largestTrusted && radius > 0) {
                    realism[query] = Math.max(realism[query], radius / distance);
                }
            }
        });
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = Math.sqrt(nearest[i]);
            realism[i] = Math.min(LARGEST_REALISM, Math.sqrt(realism[i]));
        }
        return new BallHits(containing, covered, nearest, realism);
    }

    public int size() {
        return squaredRadii.length;
    }

    private static void insert(double[] sorted, double value) {
        int i = sorted.length - 1;
        if (value >= sorted[i]) {
            return;
        }
        for (; i > 0 && sorted[i - 1] > value; i--) {
            sorted[i] = sorted[i - 1];
        }
        sorted[i] = value;
    }
}
