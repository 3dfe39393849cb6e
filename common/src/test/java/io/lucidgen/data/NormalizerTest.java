package io.lucidgen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizerTest {
    @Test
    void mapsTheEndsOfTheRangeToTheEndsOfTheModelsRange() {
        Normalizer symmetric = Normalizer.symmetric(0, 255);
        assertThat(symmetric.apply(0)).isEqualTo(-1f);
        assertThat(symmetric.apply(255)).isEqualTo(1f);
        Normalizer unit = Normalizer.unit(10, 20);
        assertThat(unit.apply(10)).isEqualTo(0f);
        assertThat(unit.apply(20)).isEqualTo(1f);
    }

    @Test
    void everyByteSurvivesThereAndBack() {
        for (Normalizer normalizer : new Normalizer[] {Normalizer.symmetric(0, 255), Normalizer.unit(0, 255)}) {
            for (int raw = 0; raw < 256; raw++) {
                assertThat(normalizer.toByte(normalizer.apply(raw)) & 0xff).isEqualTo(raw);
            }
        }
    }

    @Test
    void treatsBytesAsUnsigned() {
        float[] out = new float[4];
        Normalizer.unit(0, 255).apply(new byte[] {9, (byte) 255, (byte) 128, 0}, 1, out, 1, 3);
        assertThat(out).containsExactly(new float[] {0, 1, 128 / 255f, 0}, within(1e-7f));
    }

    @Test
    void readsPackedFloatsLittleEndian() {
        byte[] packed = ByteBuffer.allocate(9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 7)
                .putFloat(-2.5f)
                .putFloat(1e-3f)
                .array();
        float[] out = new float[2];
        new Normalizer(2, 1).apply(FeatureType.FLOAT32, packed, 1, out, 0, 2);
        assertThat(out).containsExactly(-4f, 1.002f);
    }

    @Test
    void holdsPixelsWithinTheirRangeAndRoundsHalfUp() {
        Normalizer identity = new Normalizer(1, 0);
        assertThat(identity.toByte(-3f)).isZero();
        assertThat(identity.toByte(300f) & 0xff).isEqualTo(255);
        assertThat(identity.toByte(1e30f) & 0xff).isEqualTo(255);
        assertThat(identity.toByte(2.5f)).isEqualTo((byte) 3);
        assertThat(identity.toByte(2.49f)).isEqualTo((byte) 2);
        assertThat(identity.toByte(Float.NaN)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 4, Double.NaN})
    void refusesARangeWithoutWidth(double max) {
        assertThatThrownBy(() -> Normalizer.symmetric(5, max)).isInstanceOf(IllegalArgumentException.class);
    }
}
