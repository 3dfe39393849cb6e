package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.Likelihood;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.random.RandomStream;
import io.lucidgen.training.stability.PosteriorCollapse;
import io.lucidgen.training.stability.SampleVariety;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a step does to the parameters is minus the learning rate times the gradient of the loss that it reports. */
class TrainingStepTest {

    private static final double STEP = 1e-6;
    private static final int[] LABELS = {0, 2, 1, 2};
    private static final String SPECTRAL = "model.adversarial.spectral-normalization=true";
    private static final String DEVIATION = "model.adversarial.minibatch-deviation=true";
    private static final String PLAIN = "model.convolutions.discriminator-normalization=false";

    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of(TinyModels.vae(Likelihood.BERNOULLI, 10), "encoder.parameters", "loss"),
                Arguments.of(TinyModels.vae(Likelihood.BERNOULLI, 10), "decoder.parameters", "loss"),
                Arguments.of(TinyModels.vae(Likelihood.GAUSSIAN, 0), "encoder.parameters", "loss"),
                Arguments.of(TinyModels.vae(Likelihood.GAUSSIAN, 0), "decoder.parameters", "loss"),
                Arguments.of(TinyModels.vae(Likelihood.GAUSSIAN_LEARNED, 0), "encoder.parameters", "loss"),
                Arguments.of(TinyModels.vae(Likelihood.GAUSSIAN_LEARNED, 0), "decoder.parameters", "loss"),
                Arguments.of(
                        TinyModels.gan(UpdateOrder.SIMULTANEOUS, 0), "discriminator.parameters", "discriminator-loss"),
                Arguments.of(TinyModels.gan(UpdateOrder.SIMULTANEOUS, 0.3), "generator.parameters", "generator-loss"),
                discriminator(DENSE, "model.adversarial.loss=minimax"),
                generator(DENSE, "model.adversarial.loss=minimax"),
                discriminator(DENSE, "model.adversarial.loss=least-squares", "model.adversarial.real-label=0.9"),
                generator(DENSE, "model.adversarial.loss=least-squares"),
                discriminator(DENSE, "model.adversarial.loss=hinge"),
                generator(DENSE, "model.adversarial.loss=hinge"),
                discriminator(DENSE, "model.adversarial.loss=wasserstein"),
                generator(DENSE, "model.adversarial.loss=wasserstein"),
                discriminator(DENSE, "model.adversarial.packing=2"),
                generator(DENSE, "model.adversarial.packing=2"),
                discriminator(DENSE, "model.adversarial.instance-noise=0.3"),
                generator(DENSE, "model.adversarial.instance-noise=0.3"),
                discriminator(DENSE, "model.adversarial.loss=wasserstein", SPECTRAL),
                generator(DENSE, "model.adversarial.loss=wasserstein", SPECTRAL),
                discriminator(TinyModels::convolutionalGan, SPECTRAL, PLAIN),
                generator(TinyModels::convolutionalGan, SPECTRAL, PLAIN, "model.condition=label"),
                discriminator(DENSE, DEVIATION),
                generator(DENSE, DEVIATION, "model.adversarial.packing=2"),
                discriminator(TinyModels::convolutionalGan, DEVIATION, PLAIN),
                generator(TinyModels::convolutionalGan, DEVIATION, PLAIN, SPECTRAL),
                discriminator(DENSE, "model.condition=label"),
                generator(DENSE, "model.condition=label"),
                discriminator(TinyModels::convolutionalGan, "model.condition=label"),
                generator(TinyModels::convolutionalGan, "model.condition=label"),
                Arguments.of(dense(), "discriminator.parameters", "discriminator-loss + code-loss"),
                Arguments.of(dense(), "generator.parameters", "generator-loss + code-loss"),
                Arguments.of(convolutional(), "discriminator.parameters", "discriminator-loss + code-loss"),
                Arguments.of(convolutional(), "generator.parameters", "generator-loss + code-loss"),
                discriminator(TinyModels::convolutionalGan, "model.convolutions.discriminator-normalization=false"),
                generator(TinyModels::convolutionalGan, "model.convolutions.discriminator-normalization=false"),
                discriminator(TinyModels::convolutionalGan),
                generator(TinyModels::convolutionalGan),
                discriminator(TinyModels::convolutionalGan, "model.adversarial.packing=2"),
                generator(TinyModels::convolutionalGan, "model.adversarial.packing=2"),
                Arguments.of(TinyModels.convolutionalVae("model.vae.free-bits=0.3"), "encoder.parameters", "loss"),
                Arguments.of(
                        TinyModels.convolutionalVae("model.vae.total-correlation=2"), "encoder.parameters", "loss"),
                Arguments.of(
                        TinyModels.convolutionalVae("model.vae.binarization=dynamic"), "decoder.parameters", "loss"),
                vaeGan("encoder.parameters", "loss"),
                vaeGan("decoder.parameters", "loss"),
                vaeGan("encoder.parameters", "loss", "model.vae-gan.adversarial-on=all"),
                vaeGan("decoder.parameters", "loss", "model.vae-gan.adversarial-on=all"),
                vaeGan("decoder.parameters", "loss", "model.vae-gan.likelihood=gaussian"),
                vaeGan("discriminator.parameters", "discriminator-loss"),
                Arguments.of(TinyModels.convolutionalVae("model.condition=label"), "encoder.parameters", "loss"),
                Arguments.of(TinyModels.convolutionalVae("model.condition=label"), "decoder.parameters", "loss"),
                Arguments.of(TinyModels.convolutionalVae(), "encoder.parameters", "loss"),
                Arguments.of(TinyModels.convolutionalVae(), "decoder.parameters", "loss"));
    }

    private static final Function<String[], ModelConfig> DENSE = settings -> TinyModels.gan(Stream.concat(
                    Stream.of("model.gan.generator-layers=[7, 9]", "model.adversarial.discriminator-layers=[8, 5]"),
                    Stream.of(settings))
            .toArray(String[]::new));

    private static Arguments vaeGan(String slot, String loss, String... settings) {
        return Arguments.of(TinyModels.vaeGan(settings), slot, loss);
    }

    private static ModelConfig dense() {
        return TinyModels.infoGan(
                "model.infogan.generator-layers=[7, 9]", "model.adversarial.discriminator-layers=[8, 5]");
    }

    private static ModelConfig convolutional() {
        return TinyModels.infoGan("model.architecture=convolutional", "model.convolutions.filters=[4]");
    }

    private static Arguments discriminator(Function<String[], ModelConfig> config, String... settings) {
        return Arguments.of(config.apply(settings), "discriminator.parameters", "discriminator-loss");
    }

    private static Arguments generator(Function<String[], ModelConfig> config, String... settings) {
        return Arguments.of(config.apply(settings), "generator.parameters", "generator-loss");
    }

    @ParameterizedTest
    @MethodSource("losses")
    void stepFollowsTheGradientOfItsLoss(ModelConfig config, String slot, String loss) {
        ModelDefinition definition = TinyModels.define(config);
        TrainingConfig training = TinyModels.training(OptimizerKind.SGD, 1);
        ModelState start = TrainingSteps.initialState(definition, training, 1, 5);
        TrainingStep step = TrainingSteps.create(definition, config, training, 4);
        LocalTrainer trainer = new LocalTrainer(step, TinyModels.FEATURES);
        INDArray batch = batch();
        trainer.restore(start);
        step.update(batch, LABELS, 3, 2, 1);
        INDArray gradient =
                start.slot(slot).toArray().sub(step.slots().get(slot).snapshot().toArray());

        for (int i = 0; i < gradient.length(); i += 3) {
            if (isDirection(definition, slot, i)) {
                continue;
            }
            double above = lossAt(trainer, start, slot, i, STEP, batch, loss);
            double below = lossAt(trainer, start, slot, i, -STEP, batch, loss);
            assertThat((above - below) / (2 * STEP)).isEqualTo(gradient.getDouble(i), within(1e-6));
        }
    }

    /** Whether a parameter is one that spectral normalisation turns and no gradient moves. */
    private static boolean isDirection(ModelDefinition definition, String slot, int parameter) {
        return definition.network(slot.substring(0, slot.indexOf('.'))).parameterLayout().stream()
                .anyMatch(spec -> spec.name().endsWith(".direction")
                        && parameter >= spec.offset()
                        && parameter < spec.offset() + spec.size());
    }

    private static double lossAt(
            LocalTrainer trainer, ModelState start, String slot, int index, double by, INDArray batch, String loss) {
        trainer.restore(start);
        double[] values = ((SlotVector.DoubleVector) start.slot(slot)).values().clone();
        values[index] += by;
        trainer.step().slots().get(slot).restore(new SlotVector.DoubleVector(values));
        var losses = trainer.step().update(batch, LABELS, 3, 2, 1).values();
        return Stream.of(loss.split(" \\+ ")).mapToDouble(losses::get).sum();
    }

    @Test
    void aVaeGanIsWatchedForCollapseOfSamplesAndOfThePosterior() {
        ModelConfig config = TinyModels.vaeGan();
        TrainingStep step =
                TrainingSteps.create(TinyModels.define(config), config, TinyModels.training(OptimizerKind.SGD, 1), 4);

        assertThat(step.heldOut(batch(), 3).values())
                .containsKeys(SampleVariety.OF_SAMPLES, SampleVariety.OF_REAL, PosteriorCollapse.ACTIVE_UNITS);
    }

    @Test
    void adamEqualsItsFormula() {
        OptimizerConfig adam = new OptimizerConfig(OptimizerKind.ADAM, 0.01, 0.5, 0.999, 1e-8, 0);
        INDArray parameters = Nd4j.createFromArray(1.0, -2.0, 0.5);
        Updater updater = new Updater(adam, parameters);
        double[] expected = parameters.toDoubleVector();
        double[] m = new double[3];
        double[] v = new double[3];
        RandomStream random = new RandomStream(1);
        for (int t = 1; t <= 5; t++) {
            double[] gradient = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            for (int i = 0; i < 3; i++) {
                m[i] = 0.5 * m[i] + 0.5 * gradient[i];
                v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
                double rate = 0.01 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.5, t));
                expected[i] -= rate * m[i] / (Math.sqrt(v[i]) + 1e-8);
            }
            updater.apply(Nd4j.createFromArray(gradient), t - 1, 1);
        }
        assertThat(parameters.toDoubleVector()).containsExactly(expected, within(1e-9));
        assertThat(moments(updater, "n.first-moments")[0]).isEqualTo(m[0], within(1e-9));
        assertThat(moments(updater, "n.second-moments")[0]).isEqualTo(v[0], within(1e-9));
    }

    @Test
    void lossFromLogitsStaysFiniteWhereProbabilitiesRoundToZero() {
        assertThat(LogitLoss.loss(-800, 1)).isEqualTo(800, within(1e-9));
        assertThat(LogitLoss.loss(800, 0)).isEqualTo(800, within(1e-9));
        assertThat(LogitLoss.loss(0, 1)).isEqualTo(Math.log(2), within(1e-12));
        assertThat(LogitLoss.sigmoid(-800)).isZero();
    }

    @Test
    void weightedMeanKeepsTheOrderItIsGivenAndRefusesNothingness() {
        WeightedMean mean = new WeightedMean(2);
        mean.add(new SlotVector.FloatVector(new float[] {1, 2}), 3);
        mean.add(new SlotVector.FloatVector(new float[] {5, 10}), 1);

        assertThat(mean.result()).isEqualTo(new SlotVector.FloatVector(new float[] {2, 4}));
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> mean.add(new SlotVector.FloatVector(new float[] {1, 2}), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] moments(Updater updater, String slot) {
        return ((SlotVector.DoubleVector) updater.slots("n").get(slot).snapshot()).values();
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
