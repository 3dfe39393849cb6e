package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassSharesTest {
    @Test
    void anEvenSpreadHasTheLargestEntropyAndEveryClass() {
        ClassShares even = ClassShares.of(new int[] {0, 1, 2, 3, 3, 2, 1, 0}, 4);

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
