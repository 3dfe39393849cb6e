package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.Likelihood;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector.DoubleVector;
import io.lucidgen.random.RandomStream;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A clipped step is the step along the same gradient, shortened to the limit over all parameters of the network. */
class GradientClipTest {

    private static final double RATE = 0.1;

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(TinyModels.gan(UpdateOrder.SIMULTANEOUS, 0.3), "generator"),
                Arguments.of(TinyModels.gan(UpdateOrder.ALTERNATING, 0.3), "discriminator"),
                Arguments.of(TinyModels.vae(Likelihood.BERNOULLI, 0), "encoder"),
                Arguments.of(TinyModels.vae(Likelihood.GAUSSIAN, 0), "decoder"));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aStepIsShortenedToTheLimit(ModelConfig config, String network) {
        Outcome free = step(config, network, 0);
        double norm = Math.sqrt(Stream.of(free.moved()).mapToDouble(v -> v * v).sum()) / RATE;
        double limit = norm / 3;

        Outcome clipped = step(config, network, limit);

        for (int i = 0; i < free.moved().length; i++) {
            assertThat(clipped.moved()[i]).isEqualTo(free.moved()[i] * limit / norm, within(1e-12));
        }
        assertThat(clipped.metrics()).containsEntry(network + "-gradient-clipped", 1.0);
        assertThat(clipped.metrics().get(network + "-gradient-norm")).isEqualTo(norm, within(1e-9 * norm));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aLimitThatIsNotReachedChangesNoBit(ModelConfig config, String network) {
        Outcome free = step(config, network, 0);
        Outcome loose = step(config, network, 1e6);

        assertThat(loose.moved()).isEqualTo(free.moved());
        assertThat(loose.metrics()).containsEntry(network + "-gradient-clipped", 0.0);
        assertThat(free.metrics().keySet()).noneMatch(metric -> metric.endsWith("clipped"));
    }

    @Test
    void theMetricOfARoundIsTheShareOfItsSteps() {
        GradientClip clip = new GradientClip(5);
        StepMetrics.Mean mean = new StepMetrics.Mean();
        for (double length : new double[] {1, 6, 5, 10}) {
            SortedMap<String, Double> metrics = new TreeMap<>();
            INDArray gradient = Nd4j.createFromArray(0.6 * length, -0.8 * length);
            clip.apply(new GradientNorm(), gradient, "n", metrics);
            mean.add(new StepMetrics(metrics), 1);
            assertThat(gradient.norm2Number().doubleValue()).isEqualTo(Math.min(length, 5), within(1e-12));
        }
        assertThat(mean.result().values().get("n-gradient-clipped")).isEqualTo(0.5);
        assertThat(mean.result().values().get("n-gradient-norm")).isEqualTo(5.5, within(1e-12));
    }

    private record Outcome(Double[] moved, SortedMap<String, Double> metrics) {}

    private static Outcome step(ModelConfig config, String network, double limit) {
        ModelDefinition definition = TinyModels.define(config);
        TrainingConfig training = TinyModels.training(OptimizerKind.SGD, RATE, limit);
        ModelState start = TrainingSteps.initialState(definition, training, 1, 5);
        TrainingStep step = TrainingSteps.create(definition, config, training, 4);
        new LocalTrainer(step, TinyModels.FEATURES).restore(start);
        StepMetrics metrics = step.update(batch(), 3, 2);
        String slot = ModelState.parametersOf(network);
        double[] before = ((DoubleVector) start.slot(slot)).values();
        double[] after = ((DoubleVector) step.slots().get(slot).snapshot()).values();
        Double[] moved = new Double[before.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = before[i] - after[i];
        }
        return new Outcome(moved, metrics.values());
    }

    private static INDArray batch() {
        RandomStream random = new RandomStream(31);
        double[] values = new double[4 * TinyModels.FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextUniform();
        }
        return Nd4j.createFromArray(values).reshape(4, TinyModels.FEATURES);
    }
}
