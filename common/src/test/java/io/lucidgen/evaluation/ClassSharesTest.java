package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClassSharesTest {
    @Test
    void anEvenSpreadHasTheLargestEntropyAndEveryClass() {
        ClassShares even = new ClassShares(new long[] {2, 2, 2, 2});

        assertThat(even.entropy()).isCloseTo(Math.log(4), within(1e-12));
        assertThat(even.found()).isEqualTo(4);
        assertThat(even.share(2)).isEqualTo(0.25);
    }

    @Test
    void aClassAtAFifthOfAnEvenShareIsNotFound() {
        assertThat(new ClassShares(new long[] {90, 10}).found()).isEqualTo(1);
        assertThat(new ClassShares(new long[] {89, 11}).found()).isEqualTo(2);
    }

    @Test
    void aClassWithASampleIsSeen() {
        assertThat(new ClassShares(new long[] {900, 0, 1, 3}).seen()).isEqualTo(3);
    }

    @Test
    void theDivergenceIsThatOfKullbackAndLeibler() {
        ClassShares even = new ClassShares(new long[] {10, 10, 10, 10});
        assertThat(even.divergenceFrom(new ClassShares(new long[] {7, 7, 7, 7})))
                .isCloseTo(0, within(1e-12));
        assertThat(new ClassShares(new long[] {5, 0, 0, 0}).divergenceFrom(even))
                .isCloseTo(Math.log(4), within(1e-12));
        assertThat(new ClassShares(new long[] {3, 1}).divergenceFrom(new ClassShares(new long[] {1, 3})))
                .isCloseTo(0.75 * Math.log(3) - 0.25 * Math.log(3), within(1e-12));
        // Half a sample of 20 in the place of none.
        assertThat(new ClassShares(new long[] {0, 4}).divergenceFrom(new ClassShares(new long[] {20, 0})))
                .isCloseTo(Math.log(40), within(1e-12));
    }

    @Test
    void resamplesHaveAsManySamplesAndTheSharesOnAverage() {
        ClassShares shares = new ClassShares(new long[] {600, 0, 300, 100});
        long[] sums = new long[4];
        for (int seed = 0; seed < 400; seed++) {
            ClassShares resampled = shares.resampled(seed);
            assertThat(resampled.total()).isEqualTo(1000);
            for (int c = 0; c < 4; c++) {
                sums[c] += resampled.counts()[c];
            }
        }
        // 400 means of a deviation of at most 15.5.
        assertThat(sums[0] / 400.0).isCloseTo(600, within(4.0));
        assertThat(sums[1]).isZero();
        assertThat(sums[2] / 400.0).isCloseTo(300, within(4.0));
        assertThat(sums[3] / 400.0).isCloseTo(100, within(3.0));
    }

    @Test
    void samplesOfOneDistributionDivergeAsTheoryExpects() {
        ClassShares even =
                new ClassShares(LongStream.generate(() -> 26).limit(1000).toArray());
        double sum = 0;
        for (int seed = 0; seed < 20; seed++) {
            sum += even.resampled(seed).divergenceFrom(even);
        }
        assertThat(sum / 20).isCloseTo(999 / 52000.0, within(0.001));
    }

    @Test
    void oneClassHasNoEntropy() {
        assertThat(new ClassShares(new long[] {0, 7, 0}).entropy()).isZero();
    }

    @Test
    void partsMergeByAddingTheirCounts() {
        assertThat(new ClassShares(new long[] {1, 2})
                        .merge(new ClassShares(new long[] {3, 0}))
                        .counts())
                .containsExactly(4, 2);
    }

    @Test
    void noSamplesHaveNoShares() {
        ClassShares none = new ClassShares(new long[3]);

        assertThat(none.entropy()).isZero();
        assertThat(none.found()).isZero();
    }
}
