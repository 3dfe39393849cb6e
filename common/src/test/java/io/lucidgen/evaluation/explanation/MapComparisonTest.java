package io.lucidgen.evaluation.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MapComparisonTest {

    private static final int[] ALL = {0, 1, 2, 3};

    @Test
    void complexityIsOneOfEvenMapsAndZeroOfOneFeature() {
        assertThat(MapComparison.complexity(new float[] {2, -2, 2, -2})).isEqualTo(1, within(1e-12));
        assertThat(MapComparison.complexity(new float[] {0, -3, 0, 0})).isZero();
        // Shares of 1/2, 1/4, 1/4 and 0: 3/2 bits of 2.
        assertThat(MapComparison.complexity(new float[] {2, 1, -1, 0})).isEqualTo(0.75, within(1e-12));
    }

    @Test
    void complexityIsNotDefinedOfZerosOrOfWhatIsNotFinite() {
        assertThat(MapComparison.complexity(new float[4])).isNaN();
        assertThat(MapComparison.complexity(new float[] {1, Float.NaN})).isNaN();
        assertThat(MapComparison.complexity(new float[] {1, Float.POSITIVE_INFINITY}))
                .isNaN();
    }

    @Test
    void rankCorrelationComparesOrders() {
        double[] map = {-4, 1, 2, 30};
        assertThat(MapComparison.rankCorrelation(map, new double[] {1, 2, 3, 4}, ALL))
                .isEqualTo(1, within(1e-12));
        assertThat(MapComparison.rankCorrelation(map, new double[] {4, 3, 2, 1}, ALL))
                .isEqualTo(-1, within(1e-12));
        assertThat(MapComparison.rankCorrelation(map, new double[] {9, 0, 1, 9}, new int[] {1, 2}))
                .isEqualTo(1, within(1e-12));
    }

    @Test
    void rankCorrelationGivesTiesTheirMeanRank() {
        // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: covariance 4.5, variances 4.5 and 5.
        assertThat(MapComparison.rankCorrelation(new double[] {1, 2, 2, 3}, new double[] {1, 2, 3, 4}, ALL))
                .isEqualTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    }

    @Test
    void rankCorrelationIsNotDefinedOfEvenMapsOrOfOneFeature() {
        assertThat(MapComparison.rankCorrelation(new double[4], new double[] {1, 2, 3, 4}, ALL))
                .isNaN();
        assertThat(MapComparison.rankCorrelation(new double[] {1, 2}, new double[] {1, 2}, new int[] {1}))
                .isNaN();
        assertThat(MapComparison.rankCorrelation(new double[] {1, Double.NaN, 2, 3}, new double[] {1, 2, 3, 4}, ALL))
                .isNaN();
    }

    @Test
    void relativeDistanceIsAShareOfTheOthersLength() {
        assertThat(MapComparison.relativeDistance(new float[] {3, 8}, new float[] {3, 4}))
                .isEqualTo(0.8);
        assertThat(MapComparison.relativeDistance(new float[] {3, 8}, new float[2]))
                .isNaN();
    }
}
