package io.lucidgen.evaluation;

import java.util.Arrays;

/**
 * Whether samples lie nearer to the training data than fresh real samples do: the rank test of Meehan et al. (2020,
 * https://arxiv.org/abs/2004.05675) without its cells.
 *
 * @param sorted distance of each held-out sample to its nearest training sample, ascending
 */
public record Memorisation(double[] sorted) {

    /** Of held-out samples, this share is nearer to the training data than a copy must be. */
    private static final double COPIES = 0.01;

    /** @param heldOut distance of each held-out sample to its nearest training sample, in any order, at least one */
    public static Memorisation of(double[] heldOut) {
        double[] sorted = heldOut.clone();
        Arrays.sort(sorted);
        return new Memorisation(sorted);
    }

    /**
     * For each sample the share of held-out samples that are farther from the training data than it is, those equally far
     * counted half. Their mean is a half for fresh real samples and 1 for copies; blurred ones come above a half too.
     *
     * @param distances of each sample to its nearest training sample
     */
    public double[] nearer(double[] distances) {
        double[] nearer = new double[distances.length];
        for (int i = 0; i < nearer.length; i++) {
            int below = below(distances[i]);
            int above = sorted.length - notAbove(distances[i]);
            nearer[i] = (above + 0.5 * (sorted.length - above - below)) / sorted.length;
        }
        return nearer;
    }

    /** For each sample 1 when it is nearer than all but a hundredth of the held-out samples, else 0. */
    public double[] copies(double[] distances) {
        double limit = sorted[(int) (COPIES * (sorted.length - 1))];
        return Arrays.stream(distances)
                .map(distance -> distance < limit ? 1 : 0)
                .toArray();
    }

    private int below(double distance) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < distance) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int notAbove(double distance) {
        return below(Math.nextUp(distance));
    }
}
