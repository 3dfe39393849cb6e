package io.lucidgen.simplification;

import java.util.List;

/**
 * Rules that were fitted to the same samples.
 *
 * @param lines weighted sums of one feature, of two and so on
 * @param linear the weighted sum of all features, which nobody reads: the linear baseline
 * @param tree a few cases
 * @param constant the mean response of the samples
 */
record Candidates(List<SparseLine> lines, SparseLine linear, ShallowTree tree, double constant) {

    static Candidates fit(Observations samples, int terms, int depth) {
        LeastSquares sums = new LeastSquares(samples);
        return new Candidates(
                sums.growing(terms), sums.all(), RegressionTree.of(samples, depth), samples.meanResponse());
    }
}
