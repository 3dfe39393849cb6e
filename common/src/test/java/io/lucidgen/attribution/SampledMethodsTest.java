package io.lucidgen.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.attribution.SmoothGrad.Moment;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Methods that draw: against plain loops, and on models whose answer is known. */
class SampledMethodsTest {

    private static final double[] WEIGHTS = Targets.gaussian(36, 3, 1);
    private static final Explicand SAMPLE = new Explicand(Targets.gaussian(36, 5, 1), Targets.gaussian(36, 7, 1), 1);

    @Test
    void smoothGradOfALinearModelIsItsWeights() {
        TargetFunction linear = TargetFunction.of(Targets.linear(WEIGHTS));
        double[] squares = Arrays.stream(WEIGHTS).map(weight -> weight * weight).toArray();

        assertThat(smooth(Moment.MEAN, linear, SAMPLE)).containsExactly(WEIGHTS, within(1e-12));
        assertThat(smooth(Moment.MEAN_SQUARE, linear, SAMPLE)).containsExactly(squares, within(1e-12));
        assertThat(smooth(Moment.VARIANCE, linear, SAMPLE)).containsExactly(new double[36], within(1e-12));
    }

    @Test
    void smoothGradEqualsAPlainLoopOverCopies() {
        TargetFunction critic = TargetFunction.of(Targets.critic(DataType.DOUBLE));
        Explicand sample = new Explicand(Targets.pixels(1), new double[Targets.PIXELS], 9);
        double deviation = 0.15
                * (Arrays.stream(sample.x()).max().orElseThrow()
                        - Arrays.stream(sample.x()).min().orElseThrow());
        double[][] gradients = new double[7][];
        for (int copy = 0; copy < 7; copy++) {
            RandomStream random = new RandomStream(Seeds.derive(9, copy));
            double[] noisy = sample.x().clone();
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] += deviation * random.nextGaussian();
            }
            gradients[copy] = critic.gradient(noisy);
        }
        double[] mean = new double[Targets.PIXELS];
        double[] square = new double[Targets.PIXELS];
        double[] variance = new double[Targets.PIXELS];
        for (int i = 0; i < mean.length; i++) {
            for (double[] gradient : gradients) {
                mean[i] += gradient[i] / 7;
                square[i] += gradient[i] * gradient[i] / 7;
            }
            for (double[] gradient : gradients) {
                variance[i] += (gradient[i] - mean[i]) * (gradient[i] - mean[i]) / 7;
            }
        }

        assertThat(smooth(Moment.MEAN, critic, sample)).containsExactly(mean, within(1e-12));
        assertThat(smooth(Moment.MEAN_SQUARE, critic, sample)).containsExactly(square, within(1e-12));
        assertThat(smooth(Moment.VARIANCE, critic, sample)).containsExactly(variance, within(1e-12));
    }

    @Test
    void gradientShapIsTheMeanOfIntegratedGradientsFromEachReference() {
        TargetFunction critic = TargetFunction.of(Targets.critic(DataType.DOUBLE));
        List<double[]> references = List.of(Targets.pixels(2), Targets.pixels(3), Targets.pixels(4));
        double[] expected = new double[Targets.PIXELS];
        double mean = 0;
        for (double[] reference : references) {
            Explicand from = new Explicand(Targets.pixels(1), reference, 1);
            double[] map = values(new IntegratedGradients(200, PathRule.RIEMANN_MIDDLE), critic, from);
            for (int i = 0; i < expected.length; i++) {
                expected[i] += map[i] / 3;
            }
            mean += critic.value(reference) / 3;
        }
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();

        // 1,000 points are 333 for each.
        AttributionMap found = new GradientShap(references, 1000)
                .explain(critic, new Explicand(Targets.pixels(1), new double[Targets.PIXELS], 1));

        assertThat(found.steps()).isEqualTo(999);
        assertThat(found.baselineValue()).isEqualTo(mean, within(1e-12));
        assertThat(found.relativeGap()).isLessThan(0.01);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found.values()[i]).isEqualTo(expected[i], within(0.01 * largest));
        }
    }

    @Test
    void aSampleDrawsByItsOwnSeed() {
        TargetFunction critic = TargetFunction.of(Targets.critic(DataType.FLOAT));
        double[] black = new double[Targets.PIXELS];
        FeatureGrid image = new FeatureGrid(1, 28, 28);
        for (AttributionMethod method : List.of(
                new SmoothGrad(Moment.MEAN, 7, 0.15),
                new GradientShap(List.of(Targets.pixels(5)), 10),
                new Rise(image, 50, 7, 0.5),
                new KernelShap(image, 7, 200))) {
            double[] first = values(method, critic, new Explicand(Targets.pixels(1), black, 1));
            assertThat(values(method, critic, new Explicand(Targets.pixels(1), black, 1)))
                    .containsExactly(first);
            assertThat(values(method, critic, new Explicand(Targets.pixels(1), black, 2)))
                    .isNotEqualTo(first);
        }
    }

    @Test
    void riseOfALinearModelFollowsItsTerms() {
        // What a mask adds through a place is its term; the other places of a mask are as often kept as not.
        double[] weights = new double[144];
        double[] ones = new double[144];
        Arrays.fill(ones, 1);
        weights[3 * 12 + 4] = 1;
        weights[9 * 12 + 9] = -2;
        Rise rise = new Rise(new FeatureGrid(1, 12, 12), 4000, 6, 0.5);

        double[] map =
                values(rise, TargetFunction.of(Targets.linear(weights)), new Explicand(ones, new double[144], 4));

        assertThat(index(map, true)).isEqualTo(3 * 12 + 4);
        assertThat(index(map, false)).isEqualTo(9 * 12 + 9);
        // Far from both nothing is found.
        assertThat(Math.abs(map[11])).isLessThan(0.1 * map[3 * 12 + 4]);
    }

    @Test
    void riseSeesNoDifferenceWhereThereIsNone() {
        Rise rise = new Rise(new FeatureGrid(1, 6, 6), 20, 3, 0.5);

        assertThat(values(rise, TargetFunction.of(Targets.linear(new double[36])), SAMPLE))
                .containsExactly(new double[36], within(1e-12));
        assertThat(rise.explain(TargetFunction.of(Targets.linear(WEIGHTS)), SAMPLE)
                        .forwardPasses())
                .isEqualTo(22);
    }

    private static int index(double[] map, boolean largest) {
        int found = 0;
        for (int i = 1; i < map.length; i++) {
            if (largest ? map[i] > map[found] : map[i] < map[found]) {
                found = i;
            }
        }
        return found;
    }

    private static double[] smooth(Moment moment, TargetFunction function, Explicand sample) {
        return values(new SmoothGrad(moment, 7, 0.15), function, sample);
    }

    private static double[] values(AttributionMethod method, TargetFunction function, Explicand sample) {
        return method.attribute(function, sample).values();
    }
}
