package io.lucidgen.training.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The variety of rows with known distances, and of real examples against real ones. */
class SampleVarietyTest {

    @Test
    void distancesAreAboutThoseOfTheRowsThemselves() {
        INDArray rows = pictures(1, 200);
        INDArray scaled = rows.mul(0.5);

        SortedMap<String, Double> metrics = measured(rows, scaled);

        assertThat(metrics.get(SampleVariety.OF_REAL) / meanDistance(rows)).isCloseTo(1, within(0.15));
        assertThat(metrics.get(SampleVariety.OF_SAMPLES))
                .isCloseTo(metrics.get(SampleVariety.OF_REAL) / 2, within(1e-6));
    }

    @Test
    void copiesAreNearDuplicatesAndVaryLess() {
        INDArray rows = pictures(2, 200);
        INDArray halfCopied = rows.dup();
        halfCopied
                .get(NDArrayIndex.interval(0, 100), NDArrayIndex.all())
                .assign(rows.getRow(7, true).broadcast(100, TinyRun.PIXELS));

        SortedMap<String, Double> metrics = measured(rows, halfCopied);

        assertThat(metrics.get(SampleVariety.NEAR_DUPLICATES)).isBetween(0.5, 0.52);
        assertThat(metrics.get(SampleVariety.OF_SAMPLES)).isLessThan(metrics.get(SampleVariety.OF_REAL));
        assertThat(measured(rows, Nd4j.zeros(200, TinyRun.PIXELS)))
                .containsEntry(SampleVariety.OF_SAMPLES, 0.0)
                .containsEntry(SampleVariety.NEAR_DUPLICATES, 1.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void realAgainstRealIsNoCollapse(long seed) {
        SortedMap<String, Double> metrics = measured(pictures(2 * seed, 320), pictures(2 * seed + 1, 320));

        assertThat(metrics.get(SampleVariety.OF_SAMPLES) / metrics.get(SampleVariety.OF_REAL))
                .isCloseTo(1, within(0.05));
        assertThat(new ModeCollapse(0.7, 0.05).look(new Measurement(1, 1, metrics)))
                .get()
                .matches(finding -> !finding.bad());
    }

    @Test
    void batchesAddUpAndTheirNumberIsBounded() {
        INDArray rows = pictures(3, 600);
        SampleVariety inBatches = new SampleVariety(rows);
        for (int from = 0; from < 600; from += 200) {
            INDArray part = rows.get(NDArrayIndex.interval(from, from + 200), NDArrayIndex.all());
            inBatches.add(part, part.mul(2));
        }
        SortedMap<String, Double> metrics = new TreeMap<>();
        inBatches.into(metrics);

        INDArray first = rows.get(NDArrayIndex.interval(0, 512), NDArrayIndex.all());
        SortedMap<String, Double> atOnce = measured(first, first.mul(2));
        atOnce.forEach((metric, value) -> assertThat(metrics.get(metric)).isCloseTo(value, within(1e-6)));
    }

    @Test
    void fewRowsSayLittleAndOneSaysNothing() {
        INDArray rows = pictures(4, 99);

        assertThat(measured(rows, rows)).containsOnlyKeys(SampleVariety.OF_SAMPLES, SampleVariety.OF_REAL);
        assertThat(measured(pictures(4, 1), rows)).isEmpty();
    }

    private static SortedMap<String, Double> measured(INDArray real, INDArray generated) {
        SampleVariety variety = new SampleVariety(real);
        variety.add(real, generated);
        SortedMap<String, Double> metrics = new TreeMap<>();
        variety.into(metrics);
        return metrics;
    }

    private static INDArray pictures(long seed, int count) {
        return new TinyRun.Spots(seed, true, count).rows();
    }

    private static double meanDistance(INDArray rows) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < i; j++) {
                sum += rows.getRow(i).distance2(rows.getRow(j));
                pairs++;
            }
        }
        return sum / pairs;
    }
}
