package io.lucidgen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BinaryPixelsTest {

    @Test
    void drawsOnesAsOftenAsTheGreyValueSays() {
        float[] values = new float[30_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[] {0, 0.3f, 1}[i % 3];
        }
        BinaryPixels.draw(values, 7);
        double[] means = new double[3];
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isIn(0f, 1f);
            means[i % 3] += values[i] / 10_000.0;
        }

        assertThat(means[0]).isZero();
        // Five standard errors of 10,000 draws.
        assertThat(means[1]).isEqualTo(0.3, within(0.023));
        assertThat(means[2]).isEqualTo(1, within(1e-9));
    }

    @Test
    void areTheSameForTheSameSeedAlone() {
        assertThat(drawn(1)).containsExactly(drawn(1)).isNotEqualTo(drawn(2));
    }

    private static float[] drawn(long seed) {
        float[] values = new float[100];
        Arrays.fill(values, 0.5f);
        BinaryPixels.draw(values, seed);
        return values;
    }
}
