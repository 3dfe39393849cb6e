package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MemorisationTest {

    private static final int ROWS = 1500;
    private static final FeatureRows TRAIN = GaussianRows.of(1, ROWS, 3, 0, 1);
    private static final Memorisation HELD_OUT = Memorisation.of(distances(GaussianRows.of(2, ROWS, 3, 0, 1)));

    @Test
    void freshSamplesAreNearerHalfTheTime() {
        double[] fresh = distances(GaussianRows.of(3, ROWS, 3, 0, 1));

        // The standard error of the rank statistic is sqrt(1 / 6 n) = 0.0105.
        assertThat(mean(HELD_OUT.nearer(fresh))).isEqualTo(0.5, within(0.04));
        assertThat(mean(HELD_OUT.copies(fresh))).isEqualTo(0.01, within(0.01));
    }

    @Test
    void copiesAreNearerAlways() {
        double[] copied = distances(TRAIN);

        assertThat(mean(HELD_OUT.nearer(copied))).isGreaterThan(0.999);
        assertThat(mean(HELD_OUT.copies(copied))).isEqualTo(1);
    }

    @Test
    void samplesFarAwayAreNearerNever() {
        double[] far = distances(GaussianRows.of(4, ROWS, 3, 50, 1));

        assertThat(mean(HELD_OUT.nearer(far))).isZero();
        assertThat(mean(HELD_OUT.copies(far))).isZero();
    }

    @Test
    void equalDistancesCountHalf() {
        Memorisation memorisation = Memorisation.of(new double[] {3, 1, 2, 2});

        assertThat(memorisation.nearer(new double[] {0, 1, 2, 2.5, 9})).containsExactly(1, 0.875, 0.5, 0.25, 0);
    }

    @Test
    void theNearestIsTheSameInOnePartOrSeveral() {
        FeatureRows queries = GaussianRows.of(7, 300, 3, 0, 1);
        NearestRows parts = new NearestRows(queries);
        parts.look(TRAIN.slice(0, 700));
        parts.look(TRAIN.slice(700, ROWS));
        double[] squared = parts.distances().first();

        for (int query = 0; query < queries.rows(); query++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int row = 0; row < ROWS; row++) {
                double sum = 0;
                for (int column = 0; column < 3; column++) {
                    double difference =
                            (double) queries.values()[query * 3 + column] - TRAIN.values()[row * 3 + column];
                    sum += difference * difference;
                }
                nearest = Math.min(nearest, sum);
            }
            assertThat(squared[query]).isEqualTo(nearest, within(1e-9));
        }
    }

    private static double[] distances(FeatureRows rows) {
        NearestRows nearest = new NearestRows(rows);
        nearest.look(TRAIN);
        return nearest.distances().first();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
