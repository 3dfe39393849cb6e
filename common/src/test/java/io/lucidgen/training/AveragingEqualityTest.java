package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.config.Likelihood;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.random.RandomStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * With one local step of plain descent, averaging workers equals one process on the joined batch: in double, at a
 * learning rate of 0.1, with batches of unequal size.
 */
class AveragingEqualityTest {

    private static final Logger LOG = LoggerFactory.getLogger(AveragingEqualityTest.class);
    private static final List<Integer> BATCHES = List.of(4, 7, 2);
    private static final int JOINED = 13;
    private static final double RATE = 0.1;

    @ParameterizedTest
    @EnumSource(Likelihood.class)
    void vaeIsExact(Likelihood likelihood) {
        Outcome outcome = compare(TinyModels.vae(likelihood, 10));

        assertThat(outcome.difference("encoder.parameters")).isLessThan(1e-12);
        assertThat(outcome.difference("decoder.parameters")).isLessThan(1e-12);
        assertThat(outcome.moved("encoder.parameters")).isGreaterThan(1e-4);
        assertThat(outcome.moved("decoder.parameters")).isGreaterThan(1e-4);
    }

    @Test
    void ganUnderSimultaneousUpdatesIsExact() {
        Outcome outcome = compare(TinyModels.gan(UpdateOrder.SIMULTANEOUS, 0));

        assertThat(outcome.difference("discriminator.parameters")).isLessThan(1e-12);
        assertThat(outcome.difference("generator.parameters")).isLessThan(1e-12);
        assertThat(outcome.moved("generator.parameters")).isGreaterThan(1e-5);
    }

    static Stream<ModelConfig> relatives() {
        String[] layers = {"model.gan.generator-layers=[7]", "model.adversarial.discriminator-layers=[8]"};
        return Stream.of(
                TinyModels.gan(Stream.concat(Stream.of(layers), Stream.of("model.condition=label"))
                        .toArray(String[]::new)),
                TinyModels.infoGan("model.infogan.generator-layers=[7]", layers[1]));
    }

    @ParameterizedTest
    @MethodSource("relatives")
    void ganThatIsToldClassesOrHasCodesIsExactToo(ModelConfig config) {
        Outcome outcome = compare(config);

        assertThat(outcome.difference("discriminator.parameters")).isLessThan(1e-12);
        assertThat(outcome.difference("generator.parameters")).isLessThan(1e-12);
        assertThat(outcome.moved("generator.parameters")).isGreaterThan(1e-5);
    }

    @Test
    void underAlternatingUpdatesTheDiscriminatorIsExactAndTheGeneratorsDifferenceIsReported() {
        Outcome outcome = compare(TinyModels.gan(UpdateOrder.ALTERNATING, 0));

        assertThat(outcome.difference("discriminator.parameters")).isLessThan(1e-12);
        double relative = outcome.difference("generator.parameters") / outcome.moved("generator.parameters");
        LOG.info("Alternating updates: the generator's update differs by {} of its largest change", relative);
        // Each worker's generator saw its own discriminator, so it differs, but only by a second-order amount.
        assertThat(relative).isPositive().isLessThan(0.5);
    }

    private record Outcome(
            ModelState start, SortedMap<String, SlotVector> averaged, SortedMap<String, SlotVector> joined) {
        double difference(String slot) {
            return largest(averaged.get(slot), joined.get(slot));
        }

        double moved(String slot) {
            return largest(start.slot(slot), joined.get(slot));
        }

        private static double largest(SlotVector left, SlotVector right) {
            return left.toArray().sub(right.toArray()).amaxNumber().doubleValue();
        }
    }

    private static Outcome compare(ModelConfig config) {
        ModelDefinition definition = TinyModels.define(config);
        TrainingConfig training = TinyModels.training(OptimizerKind.SGD, RATE);
        ModelState start = TrainingSteps.initialState(definition, training, BATCHES.size(), 5);
        double[] data = uniform(JOINED * TinyModels.FEATURES, 23);
        float[] noise = new float[JOINED * definition.latentSize()];
        definition.prior().fill(noise, new RandomStream(29));

        SortedMap<String, WeightedMean> means = new TreeMap<>();
        int from = 0;
        for (int size : BATCHES) {
            SortedMap<String, SlotVector> worker =
                    oneStep(definition, config, training, start, data, noise, from, size);
            worker.forEach((name, slot) -> means.computeIfAbsent(name, n -> new WeightedMean(slot.length()))
                    .add(slot, size));
            from += size;
        }
        SortedMap<String, SlotVector> averaged = new TreeMap<>();
        means.forEach((name, mean) -> averaged.put(name, mean.result()));
        return new Outcome(start, averaged, oneStep(definition, config, training, start, data, noise, 0, JOINED));
    }

    private static SortedMap<String, SlotVector> oneStep(
            ModelDefinition definition,
            ModelConfig config,
            TrainingConfig training,
            ModelState start,
            double[] data,
            float[] noise,
            int from,
            int size) {
        Noise part = (values, prior, seed) -> System.arraycopy(noise, from * prior.size(), values, 0, values.length);
        DataType precision = start.slots().get(start.slots().firstKey()).precision();
        TrainingStep step = ModelFamilies.named(config.family())
                .step(definition, config, new StepSettings(training.optimizer(), precision, size, part));
        new LocalTrainer(step, TinyModels.FEATURES).restore(start);
        double[] rows = new double[size * TinyModels.FEATURES];
        System.arraycopy(data, from * TinyModels.FEATURES, rows, 0, rows.length);
        INDArray batch = Nd4j.createFromArray(rows).reshape(size, TinyModels.FEATURES);
        int[] labels = IntStream.range(from, from + size).map(i -> i % 3).toArray();
        step.update(batch, labels, 1, 0, 1);
        SortedMap<String, SlotVector> slots = new TreeMap<>();
        step.slots().forEach((name, slot) -> slots.put(name, slot.snapshot()));
        return slots;
    }

    private static double[] uniform(int length, long seed) {
        RandomStream random = new RandomStream(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextUniform();
        }
        return values;
    }
}
