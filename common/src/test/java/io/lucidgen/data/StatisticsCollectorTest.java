package io.lucidgen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.random.RandomStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class StatisticsCollectorTest {
    @Test
    void agreesWithTheTwoPassFormulaOverAllValues() {
        RandomStream random = new RandomStream(6);
        byte[][] samples = new byte[50][37];
        StatisticsCollector collector = new StatisticsCollector(FeatureType.UINT8);
        double sum = 0;
        for (byte[] sample : samples) {
            for (int i = 0; i < sample.length; i++) {
                sample[i] = (byte) random.nextInt(250);
                sum += sample[i] & 0xff;
            }
            collector.add(sample);
        }
        double mean = sum / (50 * 37);
        double squares = 0;
        for (byte[] sample : samples) {
            for (byte value : sample) {
                squares += Math.pow((value & 0xff) - mean, 2);
            }
        }
        FeatureStatistics statistics = collector.statistics();
        assertThat(statistics.count()).isEqualTo(50 * 37);
        assertThat(statistics.mean()).isCloseTo(mean, within(1e-10));
        assertThat(statistics.standardDeviation()).isCloseTo(Math.sqrt(squares / (50 * 37)), within(1e-10));
        assertThat(statistics.min()).isEqualTo(0);
        assertThat(statistics.max()).isEqualTo(249);
    }

    @Test
    void aConstantFarFromZeroHasNoSpread() {
        StatisticsCollector collector = new StatisticsCollector(FeatureType.FLOAT32);
        byte[] sample = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1e7f)
                .putFloat(1e7f)
                .array();
        collector.add(sample);
        collector.add(sample);
        assertThat(collector.statistics()).isEqualTo(new FeatureStatistics(1e7, 1e7, 1e7, 0, 4));
    }

    @Test
    void nothingHasNoStatistics() {
        StatisticsCollector collector = new StatisticsCollector(FeatureType.UINT8);
        assertThatThrownBy(collector::statistics).isInstanceOf(IllegalArgumentException.class);
    }
}
