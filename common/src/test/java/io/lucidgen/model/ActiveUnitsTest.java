package io.lucidgen.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ActiveUnitsTest {

    @Test
    void unitsWhoseMeanVariesAreActive() {
        RandomStream random = new RandomStream(5);
        double[][] means = new double[400][4];
        for (double[] row : means) {
            row[0] = 3 + 0.05 * random.nextGaussian();
            row[1] = 3 + 0.5 * random.nextGaussian();
            row[2] = -2;
            row[3] = random.nextGaussian();
        }
        ActiveUnits units = new ActiveUnits();
        INDArray rows = Nd4j.createFromArray(means);
        units.add(rows.get(NDArrayIndex.interval(0, 150), NDArrayIndex.all()));
        units.add(rows.get(NDArrayIndex.interval(150, 400), NDArrayIndex.all()));

        assertThat(units.share()).isEqualTo(0.5);
    }

    @Test
    void aMeanThatHardlyVariesIsNotActiveHoweverLargeItIs() {
        ActiveUnits units = new ActiveUnits();
        for (int sample = 0; sample < 4; sample++) {
            units.add(new float[] {5e4f, sample, 5e4f + sample / 2f});
        }

        assertThat(units.count()).isEqualTo(2);
    }

    @Test
    void oneSampleDoesNotVary() {
        ActiveUnits units = new ActiveUnits();
        units.add(new float[] {1, 2});

        assertThat(units.count()).isZero();
    }
}
