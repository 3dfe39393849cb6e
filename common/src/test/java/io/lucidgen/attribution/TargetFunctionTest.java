package io.lucidgen.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

class TargetFunctionTest {

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aRowHasTheSameBitsInAnyPlaceOfAnyCall(DataType precision) {
        TargetFunction function = TargetFunction.of(Targets.critic(precision));
        double[] row = Targets.pixels(3);
        double expected = function.values(64, (index, into, at) -> System.arraycopy(row, 0, into, at, row.length))[0];
        double[] gradient = new double[row.length];
        function.gradients(
                64,
                (index, into, at) -> System.arraycopy(row, 0, into, at, row.length),
                (index, from, at) -> System.arraycopy(from, at, gradient, 0, row.length));

        for (int count = 2; count <= 70; count += count < 14 ? 1 : 7) {
            assertThat(function.values(count, (index, into, at) -> System.arraycopy(row, 0, into, at, row.length)))
                    .containsOnly(expected);
        }
        function.gradients(
                9,
                (index, into, at) -> System.arraycopy(row, 0, into, at, row.length),
                (index, from, at) -> assertThat(Arrays.copyOfRange(from, at, at + row.length))
                        .isEqualTo(gradient));
    }

    @Test
    void batchesAreFilledUpByAtMostSevenRows() {
        for (int rows = 2; rows <= TargetFunction.LARGEST_BATCH; rows++) {
            assertThat(TargetFunction.whole(rows)).isBetween(rows, rows + 7);
            assertThat(TargetFunction.whole(rows) % 4).isZero();
            assertThat(TargetFunction.whole(rows) % 6).isIn(0, 4);
        }
    }
}
