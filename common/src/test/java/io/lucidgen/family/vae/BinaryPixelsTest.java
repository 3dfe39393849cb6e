package io.lucidgen.family.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BinaryPixelsTest {

    @Test
    void drawsOnesAsOftenAsTheGreyValueSays() {
        INDArray grey = Nd4j.zeros(10_000, 3).addiRowVector(Nd4j.createFromArray(0f, 0.3f, 1f));
        INDArray drawn = BinaryPixels.draw(grey, 7);

        assertThat(drawn.mul(drawn.rsub(1)).amaxNumber().doubleValue()).isZero();
        assertThat(drawn.mean(0).getDouble(0)).isZero();
        assertThat(drawn.mean(0).getDouble(1)).isEqualTo(0.3, within(0.023));
        assertThat(drawn.mean(0).getDouble(2)).isEqualTo(1);
    }

    @Test
    void isTheSameForTheSameSeedAlone() {
        INDArray grey = Nd4j.zeros(20, 30).addi(0.5);

        assertThat(BinaryPixels.draw(grey, 1)).isEqualTo(BinaryPixels.draw(grey, 1));
        assertThat(BinaryPixels.draw(grey, 1)).isNotEqualTo(BinaryPixels.draw(grey, 2));
    }
}
