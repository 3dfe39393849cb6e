package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureCellsTest {

    private static final int ROWS = 4000;

    @Test
    void samplesOfOneDistributionDifferInTheShareOfCellsThatTheTestAllows() {
        double differing = 0;
        double divergence = 0;
        for (int seed = 0; seed < 5; seed++) {
            CellShares shares =
                    compare(GaussianRows.of(10 + seed, ROWS, 3, 0, 1), GaussianRows.of(20 + seed, ROWS, 3, 0, 1), seed);
            differing += shares.differing() / 5;
            divergence += shares.divergence() / 5;
        }
        // Centres follow the reference, so that its counts are a little evener than chance: below a tenth, not at 0.05.
        assertThat(differing).isBetween(0.01, 0.1);
        // Of two samples of one multinomial distribution: (cells - 1) / 8 (1 / n + 1 / m) nats to first order.
        assertThat(divergence).isEqualTo(99 / 8.0 * 2 / ROWS, within(0.0015));
    }

    @Test
    void samplesElsewhereDifferInEveryCell() {
        CellShares shares = compare(GaussianRows.of(1, ROWS, 3, 0, 1), GaussianRows.of(2, ROWS, 3, 40, 0.01), 3);

        assertThat(shares.differing()).isGreaterThan(0.95);
        assertThat(shares.divergence()).isGreaterThan(0.6).isLessThan(Math.log(2));
    }

    @Test
    void cellsAreThoseOfTheNearestCentre() {
        FeatureCells cells = FeatureCells.of(GaussianRows.of(4, 200, 2, 0, 1), 5);
        FeatureRows rows = GaussianRows.of(6, 50, 2, 0, 1);

        assertThat(cells.size()).isEqualTo(10);
        int[] found = cells.cellsOf(rows);
        for (int row = 0; row < found.length; row++) {
            double best = squaredDistance(rows, row, cells, found[row]);
            int at = row;
            assertThat(IntStream.range(0, cells.size()).mapToDouble(cell -> squaredDistance(rows, at, cells, cell)))
                    .allMatch(distance -> distance >= best - 1e-9);
        }
    }

    @Test
    void rowsThatAreAllAlikeLieInOneCell() {
        FeatureRows alike = new FeatureRows(2, new float[2 * 100]);

        assertThat(FeatureCells.of(alike, 1).cellsOf(alike)).containsOnly(0);
    }

    @Test
    void aCellDiffersWhenItsShareIsSignificantlyAnother() {
        // Pooled 0.5 of 1,000 each: error 0.02236, so that 0.05 differs and 0.04 does not.
        assertThat(CellShares.between(new long[] {500, 500}, new long[] {550, 450})
                        .differing())
                .isEqualTo(1);
        assertThat(CellShares.between(new long[] {500, 500}, new long[] {540, 460})
                        .differing())
                .isZero();
        assertThat(CellShares.between(new long[] {7, 0}, new long[] {0, 9}).divergence())
                .isEqualTo(Math.log(2), within(1e-12));
    }

    private static CellShares compare(FeatureRows reference, FeatureRows samples, long seed) {
        FeatureCells cells = FeatureCells.of(reference, seed);
        int[] all = IntStream.range(0, ROWS).toArray();
        return CellShares.between(
                cells.counts(cells.cellsOf(reference), all), cells.counts(cells.cellsOf(samples), all));
    }

    private static double squaredDistance(FeatureRows rows, int row, FeatureCells cells, int cell) {
        double sum = 0;
        for (int column = 0; column < rows.columns(); column++) {
            double difference = rows.values()[row * rows.columns() + column]
                    - cells.centres().values()[cell * rows.columns() + column];
            sum += difference * difference;
        }
        return sum;
    }
}
