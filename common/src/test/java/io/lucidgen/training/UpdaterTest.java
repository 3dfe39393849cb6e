package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.OptimizerConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.HostCopy;
import io.lucidgen.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Adam and the gradient norm against their formulas in double, over lengths around the ends of blocks. */
class UpdaterTest {

    private static final OptimizerConfig ADAM = new OptimizerConfig(OptimizerKind.ADAM, 1e-2, 0.5, 0.999, 1e-8, 0);
    private static final int STEPS = 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 2047, 2048, 2049, 5000})
    void adamIsThatOfThePaper(int length) {
        INDArray parameters = Nd4j.create(DataType.FLOAT, length);
        Updater updater = new Updater(ADAM, parameters);
        double[] expected = new double[length];
        double[] first = new double[length];
        double[] second = new double[length];
        float[] gradient = new float[length];
        INDArray slopes = Nd4j.create(DataType.FLOAT, length);
        for (int step = 0; step < STEPS; step++) {
            new RandomStream(step).fillGaussian(gradient);
            HostCopy.write(gradient, slopes);
            updater.apply(slopes, step, 1);
            for (int i = 0; i < length; i++) {
                first[i] = 0.5 * first[i] + 0.5 * gradient[i];
                second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
                // The paper's form of section 2, whose epsilon is added before the correction for bias.
                double rate = 1e-2 * Math.sqrt(1 - Math.pow(0.999, step + 1)) / (1 - Math.pow(0.5, step + 1));
                expected[i] -= rate * first[i] / (Math.sqrt(second[i]) + 1e-8);
            }
        }
        SlotVector moved = SlotVector.of(parameters);
        SlotVector moments =
                updater.slots("n").get(ModelState.firstMomentsOf("n")).snapshot();
        for (int i = 0; i < length; i++) {
            assertThat(moved.value(i)).isEqualTo(expected[i], within(1e-5));
            assertThat(moments.value(i)).isEqualTo(first[i], within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void afterARestartItIsLikeANewOne(DataType precision) {
        INDArray restarted = Nd4j.create(precision, 5);
        INDArray fresh = Nd4j.create(precision, 5);
        INDArray slope = Nd4j.createFromArray(1.0, -2.0, 0.5, 0.0, 3.0).castTo(precision);
        Updater updater = new Updater(ADAM, restarted);
        updater.apply(slope.mul(7), 0, 1);
        updater.apply(slope.mul(-3), 1, 1);
        restarted.assign(0);
        updater.restart(2);
        Updater other = new Updater(ADAM, fresh);
        for (int step = 0; step < 3; step++) {
            updater.apply(slope, 2 + step, 1);
            other.apply(slope, step, 1);
        }
        assertThat(restarted).isEqualTo(fresh);
    }

    @Test
    void momentsTooSmallToMatterBecomeZero() {
        INDArray parameters = Nd4j.create(DataType.FLOAT, 3);
        Updater updater = new Updater(ADAM, parameters);
        INDArray slopes = Nd4j.createFromArray(1f, 1e-15f, 0f);
        for (int step = 0; step < 200; step++) {
            updater.apply(slopes, step, 1);
            slopes = Nd4j.createFromArray(0f, 0f, 0f);
        }
        SlotVector moments =
                updater.slots("n").get(ModelState.firstMomentsOf("n")).snapshot();
        assertThat(moments.value(0)).isZero();
        assertThat(moments.value(1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2047, 2048, 2049, 100_000})
    void normIsTheRootOfTheSumOfSquares(int length) {
        float[] values = new float[length];
        new RandomStream(length).fillGaussian(values);
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        INDArray gradient = Nd4j.create(DataType.FLOAT, length);
        HostCopy.write(values, gradient);
        GradientNorm norm = new GradientNorm();
        assertThat(norm.of(gradient)).isEqualTo(Math.sqrt(sum), within(1e-5 * Math.sqrt(sum)));
        assertThat(norm.of(gradient)).isEqualTo(norm.of(gradient));
        assertThat(norm.of(gradient.castTo(DataType.DOUBLE))).isEqualTo(Math.sqrt(sum), within(1e-12 * Math.sqrt(sum)));
    }
}
