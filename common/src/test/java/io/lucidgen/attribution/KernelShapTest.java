package io.lucidgen.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Shapley values by their definition, a mean over all orders of the players, against the fit. */
class KernelShapTest {

    private static final int FEATURES = 9;
    private static final Explicand SAMPLE =
            new Explicand(Targets.gaussian(FEATURES, 5, 1), Targets.gaussian(FEATURES, 7, 1), 1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 9})
    void withAllCoalitionsTheValuesAreExact(int cells) {
        TargetFunction function = function(false);
        double[] exact = byDefinition(function, cells);

        KernelShap shap = new KernelShap(new FeatureGrid(1, 1, FEATURES), cells, Math.max(2, (1 << cells) - 2));
        Attribution found = shap.attribute(function, SAMPLE);

        assertThat(found.values()).containsExactly(exact, within(1e-9));
        assertThat(found.steps()).isEqualTo((1 << cells) - 2);
    }

    @Test
    void aFeatureThatNothingReadsGetsNothing() {
        Attribution found =
                new KernelShap(new FeatureGrid(1, 1, FEATURES), FEATURES, 510).attribute(function(true), SAMPLE);

        assertThat(found.values()[4]).isEqualTo(0, within(1e-12));
        assertThat(Arrays.stream(found.values()).map(Math::abs).max().orElseThrow())
                .isPositive();
    }

    @Test
    void fewerCoalitionsStillAddUpAndComeNear() {
        TargetFunction function = function(false);
        double[] exact = byDefinition(function, FEATURES);
        double[] ends = new StraightPath(SAMPLE).ends(function);
        for (int coalitions : new int[] {2 * FEATURES, 100, 300}) {
            double[] found = new KernelShap(new FeatureGrid(1, 1, FEATURES), FEATURES, coalitions)
                    .attribute(function, SAMPLE)
                    .values();

            assertThat(Arrays.stream(found).sum()).isEqualTo(ends[0] - ends[1], within(1e-12));
            if (coalitions == 300) {
                double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
                assertThat(found).containsExactly(exact, within(0.1 * largest));
            }
        }
    }

    @Test
    void ofALinearModelAnyCoalitionsGiveTheTermOfEachCell() {
        double[] weights = Targets.gaussian(FEATURES, 3, 1);
        double[] found = new KernelShap(new FeatureGrid(1, 3, 3), 3, 18)
                .attribute(TargetFunction.of(Targets.linear(weights)), SAMPLE)
                .values();

        double[] terms = new double[FEATURES];
        Arrays.setAll(terms, i -> weights[i] * (SAMPLE.x()[i] - SAMPLE.baseline()[i]));
        assertThat(found).containsExactly(terms, within(1e-12));
    }

    @Test
    void aCellSharesItsValueAmongItsFeaturesInAllChannels() {
        // Two channels of 2 x 3 in 2 x 2 cells: the first cell has columns 0 and 1, the second column 2.
        double[] weights = new double[12];
        Arrays.setAll(weights, i -> i + 1);
        double[] ones = new double[12];
        Arrays.fill(ones, 1);
        double[] found = new KernelShap(new FeatureGrid(2, 2, 3), 2, 14)
                .attribute(TargetFunction.of(Targets.linear(weights)), new Explicand(ones, new double[12], 1))
                .values();

        double first = (1 + 2 + 7 + 8) / 4.0;
        double second = (3 + 9) / 2.0;
        double third = (4 + 5 + 10 + 11) / 4.0;
        double fourth = (6 + 12) / 2.0;
        double[] channel = {first, first, second, third, third, fourth};
        assertThat(Arrays.copyOf(found, 6)).containsExactly(channel, within(1e-9));
        assertThat(Arrays.copyOfRange(found, 6, 12)).containsExactly(channel, within(1e-9));
    }

    @Test
    void anotherSeedDrawsOtherCoalitions() {
        List<Coalition> one = Coalitions.choose(49, 1000, 1);
        assertThat(keys(Coalitions.choose(49, 1000, 1))).isEqualTo(keys(one));
        assertThat(keys(Coalitions.choose(49, 1000, 2))).isNotEqualTo(keys(one));
        assertThat(one).hasSizeLessThanOrEqualTo(1000).hasSizeGreaterThan(990);
        // All of size one and of its complements.
        assertThat(one.stream().filter(coalition -> size(coalition) == 1)).hasSizeGreaterThanOrEqualTo(49);
        assertThat(one.stream().mapToDouble(Coalition::weight).sum())
                .isEqualTo(
                        Coalitions.choose(9, 510, 1).stream()
                                        .mapToDouble(Coalition::weight)
                                        .sum()
                                * total(49)
                                / total(9),
                        within(1e-9));
    }

    private static double total(int players) {
        double total = 0;
        for (int size = 1; size < players; size++) {
            total += (players - 1.0) / (size * (double) (players - size));
        }
        return total;
    }

    private static int size(Coalition coalition) {
        int size = 0;
        for (boolean member : coalition.members()) {
            size += member ? 1 : 0;
        }
        return size;
    }

    private static Set<String> keys(List<Coalition> coalitions) {
        Set<String> keys = new HashSet<>();
        coalitions.forEach(coalition -> keys.add(Arrays.toString(coalition.members())));
        return keys;
    }

    /** The weighted mean of what each cell adds to each coalition of the others. */
    private static double[] byDefinition(TargetFunction function, int cells) {
        double[] worth = new double[1 << cells];
        for (int members = 0; members < worth.length; members++) {
            double[] row = new double[FEATURES];
            for (int i = 0; i < FEATURES; i++) {
                int cell = i * cells / FEATURES;
                row[i] = (members >> cell & 1) == 1 ? SAMPLE.x()[i] : SAMPLE.baseline()[i];
            }
            worth[members] = function.value(row);
        }
        double[] shares = new double[FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            int cell = i * cells / FEATURES;
            int features = 0;
            for (int other = 0; other < FEATURES; other++) {
                features += other * cells / FEATURES == cell ? 1 : 0;
            }
            for (int members = 0; members < worth.length; members++) {
                if ((members >> cell & 1) == 0) {
                    int size = Integer.bitCount(members);
                    double weight = factorial(size) * factorial(cells - size - 1) / factorial(cells);
                    shares[i] += weight * (worth[members | 1 << cell] - worth[members]) / features;
                }
            }
        }
        return shares;
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    /** A ReLU network, in which features meet. */
    private static TargetFunction function(boolean withoutTheFifth) {
        NetworkDefinition definition = NetworkDefinition.named("small")
                .input("x", FEATURES)
                .dense("h", "x", 12, Weights.HE_NORMAL)
                .relu("r", "h")
                .dense("target", "r", 1, Weights.HE_NORMAL)
                .outputs("target");
        Network network = Network.initialised(definition, DataType.DOUBLE, 11);
        if (withoutTheFifth) {
            network.parametersByName()
                    .get("h.weight")
                    .get(NDArrayIndex.point(4), NDArrayIndex.all())
                    .assign(0);
        }
        return TargetFunction.of(Targets.of(network));
    }
}
