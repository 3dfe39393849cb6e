package io.lucidgen.evaluation.explanation;

import io.lucidgen.attribution.Explicand;
import io.lucidgen.attribution.TargetFunction;
import io.lucidgen.config.ExplanationQualityConfig;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What happens to a target when parts of one sample show the baseline: what every map of the two is held against. */
final class TargetEffects {

    private static final long ORDERS = 1;
    private static final long SQUARES = 2;
    private static final long TIES = 3;

    private final TargetFunction function;
    private final Explicand sample;
    private final int steps;
    private final double[] ends;
    private final double randomOrder;
    private final int[][] squares;
    private final double[] changes;

    TargetEffects(TargetFunction function, Explicand sample, FeatureGrid grid, ExplanationQualityConfig config) {
        this.function = function;
        this.sample = sample;
        this.steps = config.curveSteps();
        this.squares = squares(grid, config.squares());
        // From the sample, to the baseline, and with each square replaced.
        double[] values = function.values(squares.length + 2, (row, into, at) -> {
            double[] from = row == squares.length + 1 ? sample.baseline() : sample.x();
            System.arraycopy(from, 0, into, at, from.length);
            if (row < squares.length) {
                for (int feature : squares[row]) {
                    into[at + feature] = sample.baseline()[feature];
                }
            }
        });
        this.ends = new double[] {values[squares.length], values[squares.length + 1]};
        this.changes = Arrays.stream(values, 0, squares.length)
                .map(value -> ends[0] - value)
                .toArray();
        this.randomOrder = randomOrder(config.randomOrders());
    }

    private double randomOrder(int count) {
        List<int[]> orders = IntStream.range(0, count)
                .mapToObj(i -> shuffled(Seeds.derive(sample.seed(), ORDERS, i)))
                .toList();
        ReplacementCurves curves = ReplacementCurves.of(function, sample, orders, steps, ends);
        return IntStream.range(0, count).mapToDouble(curves::height).average().orElseThrow();
    }

    private int[] shuffled(long seed) {
        RandomStream random = new RandomStream(seed);
        int[] order = IntStream.range(0, sample.x().length).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int feature = order[i];
            order[i] = order[other];
            order[other] = feature;
        }
        return order;
    }

    /** Squares of any size up to half of the grid, anywhere within it, through all channels. */
    private int[][] squares(FeatureGrid grid, int count) {
        RandomStream random = new RandomStream(Seeds.derive(sample.seed(), SQUARES));
        int[][] drawn = new int[count][];
        for (int i = 0; i < count; i++) {
            int side = 1 + random.nextInt(Math.max(1, Math.max(grid.height(), grid.width()) / 2));
            int top = random.nextInt(Math.max(1, grid.height() - side + 1));
            int left = random.nextInt(Math.max(1, grid.width() - side + 1));
            List<Integer> features = new ArrayList<>();
            grid.forEach(top, left, side, features::add);
            drawn[i] = features.stream().mapToInt(feature -> feature).toArray();
        }
        return drawn;
    }

    /** The mean height of the target while features are replaced in random orders. */
    double randomOrder() {
        return randomOrder;
    }

    /** 1 where the target is higher at the sample than at the baseline, -1 where it is lower. */
    double direction() {
        return Math.signum(ends[0] - ends[1]);
    }

    /**
     * Two curves: of replacing the features that matter most first, and of replacing them last.
     *
     * @param importance {@code [features]}; equal features come in random order
     */
    ReplacementCurves curves(double[] importance) {
        int[] order = IntStream.of(shuffled(Seeds.derive(sample.seed(), TIES)))
                .boxed()
                .sorted((one, other) -> Double.compare(importance[other], importance[one]))
                .mapToInt(i -> i)
                .toArray();
        int[] reversed = IntStream.range(0, order.length)
                .map(i -> order[order.length - 1 - i])
                .toArray();
        return ReplacementCurves.of(function, sample, List.of(order, reversed), steps, ends);
    }

    /** How far a map is from predicting the effects of the squares. */
    Infidelity infidelity(double[] losses) {
        return Infidelity.of(losses, squares, changes);
    }
}
