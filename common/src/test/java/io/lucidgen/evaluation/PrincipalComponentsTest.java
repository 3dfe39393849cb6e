package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.random.RandomStream;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

    private static final int ROWS = 400;
    private static final double[][] DIRECTIONS = {{0.6, 0.8, 0, 0, 0}, {-0.8, 0.6, 0, 0, 0}, {0, 0, 1, 0, 0}};
    private static final double[] DEVIATIONS = {3, 1, 0.2};

    @Test
    void findsTheDirectionsInWhichSamplesVaryMost() {
        FeatureSpace space = PrincipalComponents.of(samples(), ROWS, 2, 1);
        FeatureRows seen = space.open().see(samples(), ROWS);

        assertThat(seen.columns()).isEqualTo(2);
        double[] variances = new double[2];
        double covariance = 0;
        double agreement = 0;
        float[] values = samples();
        for (int row = 0; row < ROWS; row++) {
            double first = seen.values()[2 * row];
            double second = seen.values()[2 * row + 1];
            variances[0] += first * first / ROWS;
            variances[1] += second * second / ROWS;
            covariance += first * second / ROWS;
            agreement += first * (0.6 * (values[5 * row] - 7) + 0.8 * values[5 * row + 1]) / ROWS;
        }
        double[][] exact = FeatureMoments.of(new FeatureRows(5, values)).covariance();
        double[] eigenvalues = new EigenDecomposition(new Array2DRowRealMatrix(exact)).getRealEigenvalues();
        double unbiased = (ROWS - 1.0) / ROWS;
        assertThat(variances[0]).isEqualTo(eigenvalues[0] * unbiased, within(1e-3));
        assertThat(variances[1]).isEqualTo(eigenvalues[1] * unbiased, within(1e-3));
        assertThat(covariance).isEqualTo(0, within(1e-4));
        assertThat(Math.abs(agreement)).isEqualTo(variances[0], within(0.05));
    }

    @Test
    void isTheSameEveryTimeAndSaysWhichItIs() {
        FeatureSpace once = PrincipalComponents.of(samples(), ROWS, 2, 1);

        assertThat(PrincipalComponents.of(samples(), ROWS, 2, 1).sha256()).isEqualTo(once.sha256());
        assertThat(PrincipalComponents.of(samples(), ROWS, 3, 1).sha256()).isNotEqualTo(once.sha256());
        assertThat(once.sha256()).hasSize(64);
    }

    @Test
    void thereAreNoMoreComponentsThanDirections() {
        assertThat(PrincipalComponents.of(samples(), ROWS, 64, 1)
                        .open()
                        .see(samples(), ROWS)
                        .columns())
                .isEqualTo(5);
    }

    @Test
    void aSampleIsSeenAloneAsAmongOthers() {
        for (FeatureSpace space :
                new FeatureSpace[] {PrincipalComponents.of(samples(), ROWS, 3, 1), RandomConvolutions.of(1, 1, 5, 4, 2)
                }) {
            FeatureRows all = space.open().see(samples(), ROWS);
            float[] one = Arrays.copyOfRange(samples(), 5 * 70, 5 * 71);

            assertThat(space.open().see(one, 1).values())
                    .containsExactly(all.slice(70, 71).values());
        }
    }

    /** Around (7, 0, 0, 0, 0). */
    private static float[] samples() {
        RandomStream random = new RandomStream(4);
        float[] values = new float[ROWS * 5];
        for (int row = 0; row < ROWS; row++) {
            values[5 * row] = 7;
            for (int k = 0; k < DIRECTIONS.length; k++) {
                double size = DEVIATIONS[k] * random.nextGaussian();
                for (int i = 0; i < 5; i++) {
                    values[5 * row + i] += (float) (size * DIRECTIONS[k][i]);
                }
            }
        }
        return values;
    }
}
