package io.lucidgen.family.gan;

import io.lucidgen.config.GanConfig;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.HostCopy;
import io.lucidgen.network.Network;
import io.lucidgen.random.Seeds;
import io.lucidgen.training.GradientClip;
import io.lucidgen.training.GradientNorm;
import io.lucidgen.training.LogitLoss;
import io.lucidgen.training.Noise;
import io.lucidgen.training.StateSlot;
import io.lucidgen.training.StepMetrics;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainingStep;
import io.lucidgen.training.Updater;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One update of a GAN's discriminator and one of its generator (Goodfellow et al. 2014, non-saturating form).
 *
 * <p>L_D = -log D(x) - log(1 - D(G(z))) and L_G = -log D(G(z)), means over the batch, from logits. The real label may be
 * smoothed on its one side. The discriminator sees real and generated examples as one batch. Both updates of a step use
 * the same generated samples, which saves a pass through the generator. Under alternating updates the generator sees
 * the updated discriminator, under simultaneous updates the one of the step's beginning.
 */
final class GanStep implements TrainingStep {

    private enum Purpose {
        LATENT,
        DISCRIMINATOR_DROPOUT,
        GENERATOR_DROPOUT,
        HELD_OUT
    }

    private final GanConfig config;
    private final Noise noise;
    private final int batch;
    private final Network generator;
    private final Network discriminator;
    private final Updater generatorUpdater;
    private final Updater discriminatorUpdater;
    private final GradientClip clip;
    private final Execution generate;
    private final Execution judgeBoth;
    private final Execution judgeFake;
    private final Execution judgeHeldOut;
    private final GradientNorm generatorNorm;
    private final GradientNorm discriminatorNorm;
    private final float[] latents;

    GanStep(ModelDefinition definition, GanConfig config, StepSettings settings) {
        this.config = config;
        DataType precision = settings.precision();
        this.noise = settings.noise();
        this.batch = settings.batch();
        this.generator = zeros(definition, GanFamily.GENERATOR, precision);
        this.discriminator = zeros(definition, GanFamily.DISCRIMINATOR, precision);
        this.generatorUpdater = new Updater(settings.optimizer(), generator.parameters());
        this.discriminatorUpdater = new Updater(settings.optimizer(), discriminator.parameters());
        this.clip = GradientClip.of(settings.optimizer());
        this.generate = generator.execution(batch, ExecutionMode.TRAINING, GradientRequest.ofParameters());
        this.judgeBoth = discriminator.execution(2 * batch, ExecutionMode.TRAINING, GradientRequest.ofParameters());
        this.judgeFake =
                discriminator.execution(batch, ExecutionMode.TRAINING, GradientRequest.of(GanFamily.CRITIC_INPUT));
        this.judgeHeldOut =
                discriminator.inferenceForm().execution(batch, ExecutionMode.INFERENCE, GradientRequest.none());
        this.generatorNorm = new GradientNorm(generate.parameterGradient());
        this.discriminatorNorm = new GradientNorm(judgeBoth.parameterGradient());
        this.latents = new float[batch * definition.latentSize()];
    }

    private static Network zeros(ModelDefinition definition, String network, DataType precision) {
        return new Network(
                definition.network(network),
                Nd4j.create(precision, definition.network(network).parameterCount()));
    }

    @Override
    public SortedMap<String, StateSlot> slots() {
        SortedMap<String, StateSlot> slots = new TreeMap<>();
        slots.put(ModelState.parametersOf(GanFamily.GENERATOR), StateSlot.of(generator.parameters()));
        slots.putAll(generatorUpdater.slots(GanFamily.GENERATOR));
        slots.put(ModelState.parametersOf(GanFamily.DISCRIMINATOR), StateSlot.of(discriminator.parameters()));
        slots.putAll(discriminatorUpdater.slots(GanFamily.DISCRIMINATOR));
        return slots;
    }

    @Override
    public int batchSize() {
        return batch;
    }

    @Override
    public DataType precision() {
        return generator.precision();
    }

    @Override
    public StepMetrics update(INDArray real, long seed, long step, double rateShare) {
        drawLatents(Seeds.derive(seed, Purpose.LATENT.ordinal()));
        generate.forward();

        SortedMap<String, Double> metrics = new TreeMap<>();
        metrics.put("discriminator-loss", discriminatorGradient(real, seed));
        clip.apply(discriminatorNorm, judgeBoth.parameterGradient(), GanFamily.DISCRIMINATOR, metrics);
        if (config.updates() == UpdateOrder.ALTERNATING) {
            discriminatorUpdater.apply(judgeBoth.parameterGradient(), step, rateShare);
            metrics.put("generator-loss", generatorGradient(seed));
        } else {
            metrics.put("generator-loss", generatorGradient(seed));
            discriminatorUpdater.apply(judgeBoth.parameterGradient(), step, rateShare);
        }
        clip.apply(generatorNorm, generate.parameterGradient(), GanFamily.GENERATOR, metrics);
        generatorUpdater.apply(generate.parameterGradient(), step, rateShare);
        return new StepMetrics(metrics);
    }

    @Override
    public void restartOptimizer(long step) {
        generatorUpdater.restart(step);
        discriminatorUpdater.restart(step);
    }

    private void drawLatents(long seed) {
        noise.fill(latents, seed);
        HostCopy.write(latents, generate.input(GanFamily.LATENT));
    }

    private double discriminatorGradient(INDArray real, long seed) {
        INDArray both = judgeBoth.input(GanFamily.CRITIC_INPUT);
        rows(both, 0, batch).assign(real);
        rows(both, batch, 2 * batch).assign(generate.tensor(GanFamily.SAMPLE));
        judgeBoth.seed(Seeds.derive(seed, Purpose.DISCRIMINATOR_DROPOUT.ordinal()));
        judgeBoth.forward();
        INDArray logits = judgeBoth.tensor(GanFamily.LOGIT);
        INDArray cotangent = judgeBoth.cotangent(GanFamily.LOGIT);
        double loss = LogitLoss.sum(logits, cotangent, 0, batch, config.realLabel(), 1.0 / batch)
                + LogitLoss.sum(logits, cotangent, batch, 2 * batch, 0, 1.0 / batch);
        judgeBoth.backward();
        return loss / batch;
    }

    private double generatorGradient(long seed) {
        judgeFake.input(GanFamily.CRITIC_INPUT).assign(generate.tensor(GanFamily.SAMPLE));
        judgeFake.seed(Seeds.derive(seed, Purpose.GENERATOR_DROPOUT.ordinal()));
        judgeFake.forward();
        double loss = LogitLoss.sum(
                judgeFake.tensor(GanFamily.LOGIT), judgeFake.cotangent(GanFamily.LOGIT), 0, batch, 1, 1.0 / batch);
        judgeFake.backward();
        generate.cotangent(GanFamily.SAMPLE).assign(judgeFake.gradient(GanFamily.CRITIC_INPUT));
        generate.backward();
        return loss / batch;
    }

    @Override
    public StepMetrics heldOut(INDArray examples, long seed) {
        int rows = Math.toIntExact(examples.size(0));
        double realCorrect = 0;
        double fakeCorrect = 0;
        double loss = 0;
        int judged = 0;
        for (int from = 0; from + batch <= rows || judged == 0; from += batch) {
            int count = Math.min(batch, rows - from);
            INDArray input = judgeHeldOut.input(GanFamily.CRITIC_INPUT);
            rows(input, 0, count).assign(rows(examples, from, from + count));
            judgeHeldOut.forward();
            INDArray logits = judgeHeldOut.tensor(GanFamily.LOGIT);
            realCorrect += countRows(logits, count, true);
            loss += LogitLoss.sum(logits, null, 0, count, 1, 0);
            drawLatents(Seeds.derive(seed, Purpose.HELD_OUT.ordinal(), from));
            generate.forward();
            input.assign(generate.tensor(GanFamily.SAMPLE));
            judgeHeldOut.forward();
            fakeCorrect += countRows(logits, count, false);
            loss += LogitLoss.sum(logits, null, 0, count, 0, 0);
            judged += count;
        }
        SortedMap<String, Double> metrics = new TreeMap<>();
        metrics.put("held-out-accuracy-real", realCorrect / judged);
        metrics.put("held-out-accuracy-fake", fakeCorrect / judged);
        metrics.put("held-out-discriminator-loss", loss / judged);
        return new StepMetrics(metrics);
    }

    private static int countRows(INDArray logits, int rows, boolean real) {
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (logits.getDouble(row, 0) > 0 == real) {
                count++;
            }
        }
        return count;
    }

    private static INDArray rows(INDArray array, int from, int to) {
        return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }
}
