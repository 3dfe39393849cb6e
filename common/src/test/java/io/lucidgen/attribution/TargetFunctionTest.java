package io.lucidgen.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.model.ExplainedTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

class TargetFunctionTest {

    static List<ExplainedTarget> targets() {
        List<ExplainedTarget> targets = new ArrayList<>();
        for (DataType precision : List.of(DataType.FLOAT, DataType.DOUBLE)) {
            targets.add(Targets.critic(precision));
            targets.add(Targets.convolutionalCritic(precision));
            targets.add(Targets.autoencoder(precision));
        }
        return targets;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aRowHasTheSameBitsInAnyPlaceOfAnyCall(ExplainedTarget target) {
        TargetFunction function = TargetFunction.of(target);
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
        for (int count : new int[] {9, 15, 16, 62, 63, 64, 65, 130}) {
            function.gradients(
                    count,
                    (index, into, at) -> System.arraycopy(row, 0, into, at, row.length),
                    (index, from, at) -> assertThat(Arrays.copyOfRange(from, at, at + row.length))
                            .as("row %d of %d", index, count)
                            .isEqualTo(gradient));
        }
    }

    @Test
    void batchesAreFilledUpToWholeTiles() {
        for (int rows = 2; rows <= TargetFunction.LARGEST_BATCH; rows++) {
            int floats = TargetFunction.whole(rows, DataType.FLOAT);
            int doubles = TargetFunction.whole(rows, DataType.DOUBLE);
            int least = Math.max(16, rows + 1);
            assertThat(floats).isBetween(least, least + 7);
            assertThat(doubles).isBetween(least, least + 7);
            assertThat(floats % 4).isZero();
            assertThat(floats % 6).isIn(0, 4);
            assertThat(doubles % 8).isZero();
        }
    }
}
