package io.lucidgen.evaluation;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Where samples lie relative to the {@link NeighbourBalls} of others.
 *
 * @param containing the number of balls around each sample, {@code [samples]}
 * @param covered whether each ball holds a sample, {@code [balls]}
 * @param nearest the distance from each sample to the nearest centre, {@code [samples]}
 * @param realism the largest ratio of a ball's radius to the distance from its centre, over the smaller half of the
 *     balls; from 1 on the sample lies within one, {@code [samples]}
 */
public record BallHits(int[] containing, boolean[] covered, double[] nearest, double[] realism)
        implements Serializable {

    /** These samples and those of another part after them, against the same balls. */
    public BallHits append(BallHits other) {
        boolean[] either = covered.clone();
        for (int i = 0; i < either.length; i++) {
            either[i] |= other.covered[i];
        }
        int[] counts = Arrays.copyOf(containing, containing.length + other.containing.length);
        System.arraycopy(other.containing, 0, counts, containing.length, other.containing.length);
        return new BallHits(counts, either, joined(nearest, other.nearest), joined(realism, other.realism));
    }

    /** The share of balls that hold a sample, in [0, 1]: low when the samples leave kinds out. */
    public double coverage() {
        int hits = 0;
        for (boolean hit : covered) {
            hits += hit ? 1 : 0;
        }
        return (double) hits / covered.length;
    }

    /**
     * The balls around a sample, as a multiple of what samples of the same distribution would have: about 1 for those,
     * lower when samples lie far out, above 1 when they crowd where the others are dense.
     *
     * @param neighbours the k of the balls
     */
    public double density(int neighbours) {
        long balls = 0;
        for (int count : containing) {
            balls += count;
        }
        return (double) balls / ((double) neighbours * containing.length);
    }

    /** The share of samples within any ball, in [0, 1]: precision, or recall when the balls are the generated ones. */
    public double within() {
        int inside = 0;
        for (int count : containing) {
            inside += count > 0 ? 1 : 0;
        }
        return (double) inside / containing.length;
    }

    private static double[] joined(double[] first, double[] second) {
        double[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
