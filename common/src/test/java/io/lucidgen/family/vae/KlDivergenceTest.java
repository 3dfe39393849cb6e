package io.lucidgen.family.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class KlDivergenceTest {

    private static final double[][] MEAN = {{0.1, -0.9, 2}, {0.3, 0.4, -1}};
    private static final double[][] LOG_VARIANCE = {{-0.1, 0.5, -2}, {0.05, -0.7, -1.5}};

    @Test
    void isTheMeanOfTheLogRatioOfPosteriorAndPrior() {
        double[][] mean = {{0.8}};
        double[][] logVariance = {{-0.6}};
        RandomStream random = new RandomStream(5);
        double sum = 0;
        int draws = 400_000;
        for (int i = 0; i < draws; i++) {
            double noise = random.nextGaussian();
            double z = 0.8 + Math.exp(-0.3) * noise;
            sum += (z * z - noise * noise + 0.6) / 2;
        }

        // Five standard errors of the mean of 400,000 draws.
        assertThat(divergence(mean, logVariance).mean()).isEqualTo(sum / draws, within(0.008));
    }

    @Test
    void ofThePriorIsNothing() {
        assertThat(divergence(new double[2][3], new double[2][3]).mean()).isZero();
    }

    @Test
    void freeDimensionsCostTheirBitsAndArePulledNowhere() {
        KlDivergence kl = divergence(MEAN, LOG_VARIANCE);
        double[] all = kl.byMean(1, 0).getColumn(0).toDoubleVector();

        assertThat(kl.cost(0)).isEqualTo(kl.mean());
        assertThat(kl.cost(100)).isEqualTo(300, within(1e-9));
        assertThat(kl.byMean(1, 0.1).getColumn(0).toDoubleVector()).containsExactly(new double[2], within(0d));
        assertThat(kl.byLogVariance(1, 0.1).getColumn(0).toDoubleVector()).containsExactly(new double[2], within(0d));
        assertThat(all).doesNotContain(0.0);
        assertThat(kl.byMean(1, 0.1).getColumn(2).toDoubleVector())
                .containsExactly(kl.byMean(1, 0).getColumn(2).toDoubleVector(), within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void slopesAreThoseOfTheCost(double freeBits) {
        KlDivergence kl = divergence(MEAN, LOG_VARIANCE);
        INDArray byMean = kl.byMean(0.7, freeBits);
        INDArray byLogVariance = kl.byLogVariance(0.7, freeBits);
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                assertThat(byMean.getDouble(row, column))
                        .isEqualTo(0.7 * slope(MEAN, row, column, freeBits, true), within(1e-8));
                assertThat(byLogVariance.getDouble(row, column))
                        .isEqualTo(0.7 * slope(LOG_VARIANCE, row, column, freeBits, false), within(1e-8));
            }
        }
    }

    private static double slope(double[][] at, int row, int column, double freeBits, boolean ofMean) {
        double step = 1e-6;
        double[] costs = new double[2];
        for (int side = 0; side < 2; side++) {
            double[][] moved = {at[0].clone(), at[1].clone()};
            moved[row][column] += side == 0 ? step : -step;
            costs[side] = (ofMean ? divergence(moved, LOG_VARIANCE) : divergence(MEAN, moved)).cost(freeBits);
        }
        return (costs[0] - costs[1]) / (2 * step);
    }

    private static KlDivergence divergence(double[][] mean, double[][] logVariance) {
        return new KlDivergence(Nd4j.createFromArray(mean), Nd4j.createFromArray(logVariance));
    }
}
