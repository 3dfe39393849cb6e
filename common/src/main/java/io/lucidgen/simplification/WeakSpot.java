package io.lucidgen.simplification;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a rule fails most.
 *
 * @param where in words
 * @param share of the samples that are there
 * @param factor the mean size of its error there, in times that over all samples
 */
public record WeakSpot(String where, double share, double factor) {

    /** A place where it errs less than this much more than elsewhere is not told of. */
    static final double FACTOR = 1.25;

    private static final double SMALLEST_SHARE = 0.05;

    /**
     * The worst of the places that a tree of the rule's errors has, by the errors of other samples.
     *
     * @param errors a tree that predicts the size of the error; fitted to samples other than these
     */
    static Optional<WeakSpot> of(ShallowTree errors, Rule rule, Observations heldOut) {
        double[] sizes = Arrays.stream(heldOut.residuals(rule)).map(Math::abs).toArray();
        double overall = Arrays.stream(sizes).average().orElseThrow();
        return errors.leaves().stream()
                .map(leaf -> at(leaf, sizes, overall, heldOut))
                .filter(spot -> spot.share() >= SMALLEST_SHARE && spot.factor() >= FACTOR)
                .max(Comparator.comparingDouble(WeakSpot::factor));
    }

    private static WeakSpot at(ShallowTree.Leaf leaf, double[] sizes, double overall, Observations heldOut) {
        List<Integer> there = IntStream.range(0, sizes.length)
                .filter(row -> leaf.where().contains(heldOut.features()[row]))
                .boxed()
                .toList();
        double mean = there.stream().mapToDouble(row -> sizes[row]).average().orElse(0);
        return new WeakSpot(
                leaf.where().words(heldOut.names()),
                (double) there.size() / sizes.length,
                overall == 0 ? 0 : mean / overall);
    }
}
