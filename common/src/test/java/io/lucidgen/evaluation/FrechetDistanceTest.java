package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
    private static final int COLUMNS = 6;

    @Test
    void isTheSquaredShiftBetweenEqualCovariances() {
        double distance = FrechetDistance.from(new double[COLUMNS], scaledIdentity(1))
                .to(new double[] {1, -2, 0, 0, 0.5, 0}, scaledIdentity(1));

        assertThat(distance).isCloseTo(5.25, within(1e-12));
    }

    @Test
    void isTheSquaredDifferenceOfScalesForEqualMeans() {
        double distance =
                FrechetDistance.from(new double[COLUMNS], scaledIdentity(1)).to(new double[COLUMNS], scaledIdentity(9));

        assertThat(distance).isCloseTo(COLUMNS * 4, within(1e-10));
    }

    @Test
    void matchesTheClosedFormForCovariancesThatDoNotCommute() {
        double[][] one = {{2, 0.6}, {0.6, 1}};
        double[][] other = {{1, -0.7}, {-0.7, 3}};
        // For 2 x 2: tr(sqrt(M)) = sqrt(tr(M) + 2 sqrt(det(M))).
        double trace = 2 * 1 + 2 * 0.6 * -0.7 + 1 * 3;
        double determinant = (2 - 0.36) * (3 - 0.49);
        double expected = 3 + 4 - 2 * Math.sqrt(trace + 2 * Math.sqrt(determinant));

        assertThat(FrechetDistance.from(new double[2], one).to(new double[2], other))
                .isCloseTo(expected, within(1e-12));
        assertThat(FrechetDistance.from(new double[2], other).to(new double[2], one))
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void isZeroBetweenIdenticalSamplesEvenWithDeadFeatures() {
        FeatureRows alive = GaussianRows.of(1, 500, 32, 0, 1);
        for (int i = 0; i < alive.values().length; i++) {
            alive.values()[i] = i % 4 == 0 ? 0 : Math.max(0, alive.values()[i]);
        }
        FeatureMoments moments = FeatureMoments.of(alive);

        assertThat(FrechetDistance.between(moments, moments)).isCloseTo(0, within(1e-6));
    }

    @Test
    void isFoundFromSamplesOfShiftedAndScaledNormals() {
        FeatureMoments standard = FeatureMoments.of(GaussianRows.of(1, 40_000, COLUMNS, 0, 1));
        FeatureMoments other = FeatureMoments.of(GaussianRows.of(2, 40_000, COLUMNS, 0.5, 2));

        assertThat(FrechetDistance.between(standard, other)).isCloseTo(COLUMNS * 1.25, within(0.15));
    }

    @Test
    void survivesFewerSamplesThanFeatures() {
        FeatureMoments one = FeatureMoments.of(GaussianRows.of(1, 20, 64, 0, 1));
        FeatureMoments other = FeatureMoments.of(GaussianRows.of(2, 20, 64, 0, 1));

        assertThat(FrechetDistance.between(one, other)).isPositive().isLessThan(128);
    }

    private static double[][] scaledIdentity(double scale) {
        double[][] matrix = new double[COLUMNS][COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            matrix[i][i] = scale;
        }
        return matrix;
    }
}
