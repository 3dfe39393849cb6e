package io.lucidgen.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClippedMeanTest {

    @Test
    void whatIsTooLongIsShortenedAndKeepsItsDirection() {
        assertThat(ClippedMean.clipped(new float[] {3, -4}, 2.5))
                .containsExactly(new double[] {1.5, -2}, within(1e-12));
        assertThat(ClippedMean.clipped(new float[] {0.25f, 0}, 2.5)).containsExactly(0.25, 0);
        assertThat(ClippedMean.clipped(new float[] {0, 0}, 2.5)).containsExactly(0, 0);
    }

    @Test
    void whatIsNotFiniteCountsAsZeros() {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertThat(ClippedMean.clipped(new float[] {1, value}, 2)).containsExactly(0, 0);
        }
        // The largest float's square is still finite in double.
        assertThat(length(ClippedMean.clipped(new float[] {Float.MAX_VALUE, 1}, 2)))
                .isEqualTo(2, within(1e-12));
    }

    @Test
    void replacingOneRowMovesTheMeanByNoMoreThanIsSaid() {
        Random random = new Random(1);
        for (int draw = 0; draw < 1000; draw++) {
            double[] one = ClippedMean.clipped(row(random), 1.5);
            double[] other = ClippedMean.clipped(row(random), 1.5);
            double[] difference = new double[one.length];
            Arrays.setAll(difference, i -> (one[i] - other[i]) / 20);
            assertThat(length(difference)).isLessThanOrEqualTo(ClippedMean.sensitivity(1.5, 20) * (1 + 1e-12));
        }
    }

    private static float[] row(Random random) {
        float[] row = new float[6];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (5 * random.nextGaussian());
        }
        return row;
    }

    @Test
    void noiseHasTheDeviationThatIsSaid() {
        double squares = 0;
        int values = 50_000;
        for (float value : ClippedMean.noisy(new double[values], 7, 0.25, new Random(5))) {
            squares += value * value;
        }

        assertThat(Math.sqrt(squares / values)).isEqualTo(0.25, within(0.004));
        assertThat(ClippedMean.noisy(new double[] {14}, 7, 0, new Random(5))).containsExactly(2);
    }

    private static double length(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }
}
