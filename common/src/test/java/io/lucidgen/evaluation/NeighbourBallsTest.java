package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NeighbourBallsTest {
    private static final int NEIGHBOURS = 5;

    @Test
    void findsTheRadiiThatASortFinds() {
        FeatureRows rows = GaussianRows.of(1, 2300, 3, 0, 1);
        double[] radii = NeighbourBalls.squaredRadii(rows, rows, 0, NEIGHBOURS);

        for (int i : new int[] {0, 255, 256, 1000, 2047, 2048, 2299}) {
            double[] distances = new double[rows.rows()];
            for (int j = 0; j < distances.length; j++) {
                distances[j] = squaredDistance(rows, i, j);
            }
            Arrays.sort(distances);
            assertThat(radii[i]).isCloseTo(distances[NEIGHBOURS], within(1e-12));
        }
    }

    @Test
    void findsTheSameRadiiPartByPart() {
        FeatureRows rows = GaussianRows.of(1, 700, 3, 0, 1);
        double[] whole = NeighbourBalls.squaredRadii(rows, rows, 0, NEIGHBOURS);

        double[] part = NeighbourBalls.squaredRadii(rows.slice(300, 700), rows, 300, NEIGHBOURS);

        assertThat(part).containsExactly(Arrays.copyOfRange(whole, 300, 700), within(1e-12));
    }

    @Test
    void coverageAndDensityOfOneDistributionAreAsExpected() {
        int rows = 3000;
        double missed = 1;
        for (int i = 1; i <= NEIGHBOURS; i++) {
            missed *= (double) (rows - i) / (2 * rows - i);
        }

        BallHits hits = NeighbourBalls.around(GaussianRows.of(1, rows, 16, 0, 1), NEIGHBOURS)
                .hits(GaussianRows.of(2, rows, 16, 0, 1));

        assertThat(hits.coverage()).isCloseTo(1 - missed, within(0.01));
        assertThat(hits.density(NEIGHBOURS)).isCloseTo(1, within(0.1));
    }

    @Test
    void coverageFallsWhenHalfOfTheSpaceIsLeftOut() {
        FeatureRows real = twoClusters(1, 1000, 1000);
        FeatureRows collapsed = twoClusters(2, 1000, 0);

        BallHits hits = NeighbourBalls.around(real, NEIGHBOURS).hits(collapsed);

        assertThat(hits.coverage()).isBetween(0.4, 0.5);
        assertThat(hits.within()).isGreaterThan(0.9);
        assertThat(NeighbourBalls.around(collapsed, NEIGHBOURS).hits(real).within())
                .as("recall")
                .isLessThan(0.51);
    }

    @Test
    void samplesFarAwayAreInNoBall() {
        BallHits hits = NeighbourBalls.around(GaussianRows.of(1, 200, 4, 0, 1), NEIGHBOURS)
                .hits(GaussianRows.of(2, 50, 4, 100, 1));

        assertThat(hits.coverage()).isZero();
        assertThat(hits.density(NEIGHBOURS)).isZero();
        assertThat(hits.within()).isZero();
        assertThat(Arrays.stream(hits.realism())).allMatch(realism -> realism > 0 && realism < 0.1);
        assertThat(Arrays.stream(hits.nearest())).allMatch(distance -> distance > 180);
    }

    @Test
    void realismIsTheRatioOfRadiusToDistance() {
        // Centres 0, 1, 2, 10: radii (k = 1) 1, 1, 1, 8; the last is not among the smaller half.
        NeighbourBalls balls = NeighbourBalls.around(new FeatureRows(1, new float[] {0, 1, 2, 10}), 1);

        BallHits hits = balls.hits(new FeatureRows(1, new float[] {4, 2.5f, 2}));

        assertThat(hits.realism()[0]).isCloseTo(0.5, within(1e-9));
        assertThat(hits.realism()[1]).isCloseTo(2, within(1e-9));
        assertThat(hits.realism()[2]).isFinite().isGreaterThan(1000);
        assertThat(hits.nearest()).containsExactly(new double[] {2, 0.5, 0}, within(1e-9));
    }

    @Test
    void partsAppendToTheWhole() {
        NeighbourBalls balls = NeighbourBalls.around(GaussianRows.of(1, 400, 4, 0, 1), NEIGHBOURS);
        FeatureRows samples = GaussianRows.of(2, 300, 4, 0, 1);
        BallHits whole = balls.hits(samples);

        BallHits joined = balls.hits(samples.slice(0, 120)).append(balls.hits(samples.slice(120, 300)));

        assertThat(joined.containing()).isEqualTo(whole.containing());
        assertThat(joined.covered()).isEqualTo(whole.covered());
        assertThat(joined.realism()).containsExactly(whole.realism(), within(1e-9));
    }

    @Test
    void refusesMoreNeighboursThanThereAre() {
        FeatureRows few = GaussianRows.of(1, 5, 2, 0, 1);

        assertThatThrownBy(() -> NeighbourBalls.around(few, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static FeatureRows twoClusters(long seed, int first, int second) {
        FeatureRows rows = GaussianRows.of(seed, first + second, 4, 0, 1);
        for (int i = first * 4; i < rows.values().length; i++) {
            rows.values()[i] += 50;
        }
        return rows;
    }

    private static double squaredDistance(FeatureRows rows, int i, int j) {
        double sum = 0;
        for (int c = 0; c < rows.columns(); c++) {
            double difference = (double) rows.values()[i * rows.columns() + c] - rows.values()[j * rows.columns() + c];
            sum += difference * difference;
        }
        return sum;
    }
}
