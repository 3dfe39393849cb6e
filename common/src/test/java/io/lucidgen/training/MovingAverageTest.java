package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.Likelihood;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.SlotVector;
import io.lucidgen.model.SlotVector.DoubleVector;
import io.lucidgen.model.SlotVector.FloatVector;
import io.lucidgen.random.RandomStream;
import org.junit.jupiter.api.Test;

/** The moving average equals its formula written as a plain loop, and K steps of it are one round of it. */
class MovingAverageTest {

    private static final double DECAY = 0.9;

    @Test
    void equalsAPlainLoop() {
        MovingAverage average = new MovingAverage(DECAY, 0);
        RandomStream random = new RandomStream(3);
        double[] expected = gaussian(random);
        SlotVector ema = new DoubleVector(expected.clone());
        double kept = Math.pow(DECAY, 20);
        for (int round = 0; round < 5; round++) {
            double[] mean = gaussian(random);
            for (int i = 0; i < expected.length; i++) {
                expected[i] = kept * expected[i] + (1 - kept) * mean[i];
            }
            ema = average.after(ema, new DoubleVector(mean), 20L * round, 20);
        }
        assertThat(((DoubleVector) ema).values()).containsExactly(expected);
    }

    @Test
    void aRoundOfKStepsIsKRoundsOfOneStepTowardsTheSameParameters() {
        RandomStream random = new RandomStream(4);
        SlotVector start = new DoubleVector(gaussian(random));
        SlotVector mean = new DoubleVector(gaussian(random));
        // The half-life of 0.9 is 6.6 steps: with the third, the ramp-up ends within the round.
        for (double rampUp : new double[] {0, 0.05, 0.5}) {
            MovingAverage average = new MovingAverage(DECAY, rampUp);
            SlotVector single = start;
            for (int step = 0; step < 7; step++) {
                single = average.after(single, mean, 9 + step, 1);
            }
            assertThat(((DoubleVector) average.after(start, mean, 9, 7)).values())
                    .containsExactly(((DoubleVector) single).values(), within(1e-14));
        }
    }

    @Test
    void itsHalfLifeIsAShareOfTheStepsDoneUntilItIsThatOfTheDecay() {
        MovingAverage average = new MovingAverage(0.999, 0.05);
        double halfLife = Math.log(0.5) / Math.log(0.999);

        assertThat(average.kept(0, 1)).isEqualTo(Math.pow(0.5, 20));
        assertThat(average.kept(3999, 1)).isEqualTo(Math.pow(0.5, 1.0 / 200), within(1e-15));
        assertThat(average.kept((long) (halfLife / 0.05) - 2, 1)).isLessThan(0.999);
        assertThat(average.kept((long) (halfLife / 0.05) + 1, 1)).isEqualTo(0.999, within(1e-15));
        assertThat(average.kept(1_000_000_000, 10)).isEqualTo(Math.pow(0.999, 10), within(1e-15));
    }

    @Test
    void floatsAreComputedInDoubleAndRoundedOnce() {
        MovingAverage average = new MovingAverage(0.999, 0);
        SlotVector ema =
                average.after(new FloatVector(new float[] {1, 1e8f}), new FloatVector(new float[] {2, -1e8f}), 0, 1);

        assertThat(((FloatVector) ema).values())
                .containsExactly((float) (0.999 + (1 - 0.999) * 2), (float) (0.999 * 1e8 - (1 - 0.999) * 1e8));
        assertThatThrownBy(() -> average.after(ema, new FloatVector(new float[3]), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void startsAsTheParametersOfTheNetworksThatMakeSamples() {
        ModelConfig ganConfig = TinyModels.gan(UpdateOrder.ALTERNATING, 0);
        ModelConfig vaeConfig = TinyModels.vae(Likelihood.BERNOULLI, 0);
        ModelDefinition gan = TinyModels.define(ganConfig);
        ModelDefinition vae = TinyModels.define(vaeConfig);

        var slots = TrainingSteps.initialState(gan, TinyModels.averaged(DECAY), 1, 5)
                .slots();
        assertThat(slots).containsKeys("generator.ema").doesNotContainKey("discriminator.ema");
        assertThat(slots.get("generator.ema")).isEqualTo(slots.get("generator.parameters"));
        assertThat(TrainingSteps.initialState(vae, TinyModels.averaged(DECAY), 1, 5)
                        .slots())
                .containsKeys("encoder.ema", "decoder.ema");
        assertThat(TrainingSteps.initialState(gan, TinyModels.training(OptimizerKind.ADAM, 0.1), 1, 5)
                        .hasEma())
                .isFalse();
    }

    private static double[] gaussian(RandomStream random) {
        double[] values = new double[9];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }
}
