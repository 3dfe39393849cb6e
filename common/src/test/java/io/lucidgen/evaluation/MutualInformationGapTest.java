package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.data.Factor;
import io.lucidgen.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MutualInformationGapTest {

    private static final List<Factor> FACTORS = List.of(new Factor("a", 4), new Factor("b", 5), new Factor("one", 1));
    private static final int ROWS = 4000;
    private static final int[] ALL = IntStream.range(0, ROWS).toArray();

    private final List<int[]> values = new ArrayList<>();
    private final RandomStream random = new RandomStream(3);

    private MutualInformationGap gap(Function<int[], float[]> encoder) {
        List<float[]> means = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int[] value = {random.nextInt(4), random.nextInt(5), 0};
            values.add(value);
            means.add(encoder.apply(value));
        }
        return new MutualInformationGap(means, values, FACTORS);
    }

    @Test
    void isOneWhenEachFactorHasADimensionToItself() {
        MutualInformationGap gap = gap(value -> new float[] {(float) random.nextGaussian(), value[1] * 2f, -value[0]});

        assertThat(gap.mean(ALL)).isBetween(0.97, 1.0);
        assertThat(gap.information(0, 2, ALL)).isEqualTo(Math.log(4), within(0.01));
        assertThat(gap.gap(2, ALL)).isNaN();
    }

    @Test
    void isNothingWhenTwoDimensionsSayTheSame() {
        MutualInformationGap gap = gap(value -> new float[] {value[0], value[0] * 3f, value[1], value[1]});

        assertThat(gap.mean(ALL)).isEqualTo(0, within(1e-12));
    }

    @Test
    void isNearlyNothingForNoise() {
        MutualInformationGap gap =
                gap(value -> new float[] {(float) random.nextGaussian(), (float) random.nextGaussian()});

        assertThat(gap.mean(ALL)).isBetween(0.0, 0.01);
    }

    @Test
    void halfAFactorInOneDimensionIsHalfItsEntropy() {
        // The first dimension tells the two halves of factor a apart, and nothing tells more: log 2 of log 4.
        MutualInformationGap gap = gap(value -> new float[] {value[0] / 2, 0});

        assertThat(gap.gap(0, ALL)).isEqualTo(0.5, within(0.01));
    }
}
