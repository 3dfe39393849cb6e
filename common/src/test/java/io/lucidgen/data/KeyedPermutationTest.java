package io.lucidgen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.random.RandomStream;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyedPermutationTest {
    static LongStream sizes() {
        RandomStream random = new RandomStream(11);
        return LongStream.concat(
                LongStream.rangeClosed(1, 40), IntStream.range(0, 25).mapToLong(i -> 41L + random.nextInt(20_000)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void sendsEveryNumberToAPlaceOfItsOwnAndBack(long size) {
        KeyedPermutation permutation = new KeyedPermutation(size, 7 * size);
        boolean[] taken = new boolean[(int) size];
        for (long number = 0; number < size; number++) {
            long place = permutation.apply(number);
            assertThat(taken[(int) place]).isFalse();
            taken[(int) place] = true;
            assertThat(permutation.invert(place)).isEqualTo(number);
        }
    }

    @Test
    void isInvertedOverRangesTooLargeToVisit() {
        KeyedPermutation permutation = new KeyedPermutation((1L << 60) - 12_345, 3);
        RandomStream random = new RandomStream(5);
        for (int i = 0; i < 1000; i++) {
            long number = (long) (random.nextUniform() * (permutation.size() - 1));
            assertThat(permutation.invert(permutation.apply(number))).isEqualTo(number);
        }
    }

    @Test
    void reachesEveryOrderOfFewNumbersAboutEquallyOften() {
        Map<String, Integer> seen = new HashMap<>();
        int keys = 24_000;
        for (int key = 0; key < keys; key++) {
            KeyedPermutation permutation = new KeyedPermutation(4, key);
            String order = "" + permutation.apply(0) + permutation.apply(1) + permutation.apply(2);
            seen.merge(order, 1, Integer::sum);
        }
        // A fair draw of 1,000 each has a standard deviation of 31.
        assertThat(seen).hasSize(24);
        assertThat(seen.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }

    @Test
    void leavesNeighboursApart() {
        KeyedPermutation permutation = new KeyedPermutation(10_000, 99);
        long still = LongStream.range(0, 9_999)
                .filter(i -> Math.abs(permutation.apply(i + 1) - permutation.apply(i)) == 1)
                .count();
        // Two of 9,999 are expected of a fair shuffle.
        assertThat(still).isLessThan(10);
    }

    @Test
    void refusesNumbersOutOfItsRange() {
        KeyedPermutation permutation = new KeyedPermutation(3, 1);
        assertThatThrownBy(() -> permutation.apply(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> permutation.invert(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new KeyedPermutation(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
