package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.Likelihood;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.data.BatchSource;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector.DoubleVector;
import io.lucidgen.random.RandomStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** While the learning rate rises, a step goes that share of the way that it goes with all of it. */
class LearningRateWarmUpTest {

    @Test
    void theShareRisesInAStraightLineFromWhereItBegins() {
        LearningRateWarmUp warmUp = new LearningRateWarmUp(4, 10);

        assertThat(List.of(10, 11, 12, 13, 14, 1000).stream().map(step -> warmUp.share(step)))
                .containsExactly(0.25, 0.5, 0.75, 1.0, 1.0, 1.0);
        assertThat(LearningRateWarmUp.NONE.share(0)).isEqualTo(1);
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of(TinyModels.gan(UpdateOrder.SIMULTANEOUS, 0.3), OptimizerKind.SGD, "generator"),
                Arguments.of(TinyModels.gan(UpdateOrder.SIMULTANEOUS, 0.3), OptimizerKind.ADAM, "generator"),
                Arguments.of(TinyModels.gan(UpdateOrder.ALTERNATING, 0), OptimizerKind.ADAM, "discriminator"),
                Arguments.of(TinyModels.vae(Likelihood.BERNOULLI, 0), OptimizerKind.ADAM, "encoder"),
                Arguments.of(TinyModels.vae(Likelihood.GAUSSIAN, 0), OptimizerKind.SGD, "decoder"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepGoesItsShareOfTheWay(ModelConfig config, OptimizerKind optimizer, String network) {
        double[] whole = moved(config, optimizer, network, LearningRateWarmUp.NONE);
        // The state has done 12 steps, 2 of them since its workers changed: this one is the third of 8.
        double[] part = moved(config, optimizer, network, new LearningRateWarmUp(8, 10));

        for (int i = 0; i < whole.length; i++) {
            assertThat(part[i]).isEqualTo(whole[i] * 3 / 8, within(1e-12));
        }
        assertThat(moved(config, optimizer, network, new LearningRateWarmUp(8, 0)))
                .as("once the rise is over no bit differs")
                .containsExactly(whole);
    }

    private static double[] moved(
            ModelConfig config, OptimizerKind optimizer, String network, LearningRateWarmUp warmUp) {
        ModelDefinition definition = TinyModels.define(config);
        TrainingConfig training = TinyModels.training(optimizer, 0.1);
        ModelState first = TrainingSteps.initialState(definition, training, 1, 5);
        ModelState start = new ModelState(first.slots(), new Counters(6, 12, 48), first.cursors());
        LocalTrainer trainer = new LocalTrainer(
                TrainingSteps.create(definition, config, training, 4),
                TinyModels.FEATURES,
                new LearningRateSchedule(warmUp, LearningRateDecay.NONE));
        LocalResult result = trainer.train(start, new Uniform(), 1, 7, 0);
        String slot = ModelState.parametersOf(network);
        double[] before = ((DoubleVector) start.slot(slot)).values();
        double[] after = ((DoubleVector) result.slots().get(slot)).values();
        double[] moved = new double[before.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = before[i] - after[i];
        }
        return moved;
    }

    /** Four examples, always the same. */
    private static final class Uniform implements BatchSource {
        @Override
        public int batchSize() {
            return 4;
        }

        @Override
        public void next(float[] features, int[] labels) {
            RandomStream random = new RandomStream(31);
            for (int i = 0; i < features.length; i++) {
                features[i] = (float) random.nextUniform();
            }
        }
    }
}
