package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void theIntervalOfAShareIsAsWideAsTheBinomialSays() {
        double[] hits = IntStream.range(0, 400).mapToDouble(i -> i % 2).toArray();

        Interval interval = new Bootstrap(2000, 7).ofMean(hits);

        assertThat(interval.low()).isCloseTo(0.5 - 1.96 * 0.025, within(0.006));
        assertThat(interval.high()).isCloseTo(0.5 + 1.96 * 0.025, within(0.006));
    }

    @Test
    void oneSeedGivesOneInterval() {
        double[] values = {1, 5, 2, 8};

        assertThat(new Bootstrap(50, 3).ofMean(values)).isEqualTo(new Bootstrap(50, 3).ofMean(values));
        assertThat(new Bootstrap(50, 3).ofMean(values)).isNotEqualTo(new Bootstrap(50, 4).ofMean(values));
    }

    @Test
    void theBiasOfResamplesDoesNotMoveTheInterval() {
        // The number of different rows falls by e^-1 in every resample.
        Interval interval = new Bootstrap(500, 1)
                .interval(100, 100, picked -> Arrays.stream(picked).distinct().count());

        assertThat(interval.low()).isLessThan(100);
        assertThat(interval.high()).isBetween(100.0, 110.0);
    }
}
