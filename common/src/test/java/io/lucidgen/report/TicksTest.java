package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TicksTest {
    /** Ranges over many orders of magnitude, of both signs. */
    static Stream<double[]> ranges() {
        Random random = new Random(11);
        return IntStream.range(0, 200).mapToObj(i -> {
            double size = Math.pow(10, random.nextInt(16) - 8);
            double low = (random.nextDouble() - 0.5) * size;
            return new double[] {low, low + random.nextDouble() * size + size * 1e-3};
        });
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void anAxisHoldsItsDataAndHasAFewDifferentMarks(double[] range) {
        Ticks ticks = Ticks.linear(range[0], range[1], 5);

        assertThat(ticks.low()).isLessThanOrEqualTo(range[0] + 1e-9 * Math.abs(range[0]));
        assertThat(ticks.high()).isGreaterThanOrEqualTo(range[1] - 1e-9 * Math.abs(range[1]));
        assertThat(ticks.marks()).hasSizeBetween(2, 8);
        List<String> labels = ticks.marks().stream().map(Ticks.Mark::label).toList();
        if (range[1] - range[0] > 0.02 * Math.abs(range[0])) {
            assertThat(new HashSet<>(labels)).as("%s", labels).hasSameSizeAs(labels);
        }
    }

    @Test
    void marksLieOnRoundNumbers() {
        assertThat(labels(Ticks.linear(0.013, 0.97, 5))).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(labels(Ticks.linear(-1.3, 2.1, 5))).containsExactly("\u22122", "\u22121", "0", "1", "2", "3");
        assertThat(labels(Ticks.linear(4500, 7900, 5))).containsExactly("4,000", "5,000", "6,000", "7,000", "8,000");
    }

    @Test
    void aConstantStillHasAnAxis() {
        assertThat(Ticks.linear(3, 3, 5).high())
                .isGreaterThan(Ticks.linear(3, 3, 5).low());
        assertThat(Ticks.linear(0, 0, 5).marks()).hasSizeGreaterThan(1);
    }

    @Test
    void aLogarithmicAxisHasPowersOfTenAndFillsShortOnes() {
        assertThat(labels(Ticks.logarithmic(0.0003, 20)))
                .containsExactly("1e-4", "0.001", "0.01", "0.1", "1", "10", "100");
        assertThat(labels(Ticks.logarithmic(0.3, 4))).containsExactly("0.2", "0.5", "1", "2", "5");
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void aLogarithmicAxisHoldsItsData(double[] range) {
        double low = Math.abs(range[0]) + 1e-12;
        double high = low * (1 + Math.abs(range[1]));

        Ticks ticks = Ticks.logarithmic(low, high);

        assertThat(ticks.low()).isLessThanOrEqualTo(low * (1 + 1e-8)).isPositive();
        assertThat(ticks.high()).isGreaterThanOrEqualTo(high * (1 - 1e-8)).isGreaterThan(ticks.low());
        assertThat(ticks.marks()).hasSizeBetween(2, 12);
    }

    @Test
    void aRangeOverSixtyPowersOfTenKeepsFewMarks() {
        assertThat(Ticks.logarithmic(1e-30, 1e30).marks()).hasSizeBetween(3, 12);
    }

    private static List<String> labels(Ticks ticks) {
        return ticks.marks().stream().map(Ticks.Mark::label).toList();
    }
}
