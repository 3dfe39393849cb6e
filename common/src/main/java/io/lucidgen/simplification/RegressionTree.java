package io.lucidgen.simplification;

import io.lucidgen.simplification.ShallowTree.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trees by recursive halving: the question that does away with most of the squared error, then the same for each half (Breiman et
 * al. 1984). A question takes {@code features * samples * log samples} steps.
 */
final class RegressionTree {

    /** A case has at least this share of all samples: fewer are no case to tell of. */
    private static final double SMALLEST_LEAF = 0.02;

    /** A question that does away with less than this part of the squared error is none. */
    private static final double NO_GAIN = 1e-9;

    private final Observations samples;
    private final int smallest;
    private final double error;
    private final List<Leaf> leaves = new ArrayList<>();

    private RegressionTree(Observations samples) {
        this.samples = samples;
        this.smallest = (int) Math.max(1, SMALLEST_LEAF * samples.rows());
        this.error = samples.deviation() * samples.deviation() * samples.rows();
    }

    /**
     * Fits a tree.
     *
     * @param depth most questions on the way to a case
     */
    static ShallowTree of(Observations samples, int depth) {
        RegressionTree tree = new RegressionTree(samples);
        tree.grow(IntStream.range(0, samples.rows()).toArray(), Box.ALL, depth);
        return new ShallowTree(tree.leaves);
    }

    /** Up to the threshold is one side, above it the other. */
    private record Question(int feature, double threshold, double gain) {}

    private void grow(int[] rows, Box where, int depth) {
        Question best = depth == 0 ? null : best(rows);
        if (best == null) {
            leaves.add(new Leaf(where, mean(rows)));
            return;
        }
        grow(side(rows, best, true), where.upTo(best.feature(), best.threshold()), depth - 1);
        grow(side(rows, best, false), where.above(best.feature(), best.threshold()), depth - 1);
    }

    private Question best(int[] rows) {
        return IntStream.range(0, samples.names().size())
                .mapToObj(feature -> best(rows, feature))
                .filter(question -> question.gain() > NO_GAIN * error)
                // The first one of equals, so that the same samples give the same tree.
                .reduce((one, other) -> other.gain() > one.gain() ? other : one)
                .orElse(null);
    }

    private Question best(int[] rows, int feature) {
        double[][] pairs = Arrays.stream(rows)
                .mapToObj(row -> new double[] {samples.features()[row][feature], samples.responses()[row]})
                .sorted(Comparator.comparingDouble(pair -> pair[0]))
                .toArray(double[][]::new);
        double mean = mean(rows);
        Question best = new Question(feature, 0, 0);
        double sum = 0;
        for (int below = 1; below < pairs.length; below++) {
            sum += pairs[below - 1][1] - mean;
            boolean apart = pairs[below - 1][0] < pairs[below][0];
            if (apart && below >= smallest && pairs.length - below >= smallest) {
                // What two means leave less than one does.
                double gain = sum * sum / below + sum * sum / (pairs.length - below);
                if (gain > best.gain()) {
                    best = new Question(feature, (pairs[below - 1][0] + pairs[below][0]) / 2, gain);
                }
            }
        }
        return best;
    }

    private int[] side(int[] rows, Question question, boolean low) {
        return Arrays.stream(rows)
                .filter(row -> samples.features()[row][question.feature()] <= question.threshold() == low)
                .toArray();
    }

    private double mean(int[] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> samples.responses()[row])
                .average()
                .orElseThrow();
    }
}
