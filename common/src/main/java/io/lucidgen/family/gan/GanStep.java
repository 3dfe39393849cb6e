package io.lucidgen.family.gan;

import io.lucidgen.config.AdversarialConfig;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.family.adversarial.Critic;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.HostCopy;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.random.Seeds;
import io.lucidgen.training.GradientClip;
import io.lucidgen.training.GradientNorm;
import io.lucidgen.training.Noise;
import io.lucidgen.training.NormalizationStatistics;
import io.lucidgen.training.StateSlot;
import io.lucidgen.training.StepMetrics;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainingStep;
import io.lucidgen.training.Updater;
import io.lucidgen.training.stability.SampleVariety;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One update of a GAN's discriminator and one of its generator (Goodfellow et al. 2014).
 *
 * <p>Both updates of a step use the same generated samples, which saves a pass through the generator. Under alternating
 * updates the generator sees the updated discriminator, under simultaneous updates the one of the step's beginning.
 */
final class GanStep implements TrainingStep {

    private enum Purpose {
        LATENT,
        CRITIC,
        HELD_OUT,
        STATISTICS
    }

    private final AdversarialConfig config;
    private final Noise noise;
    private final int batch;
    private final Network generator;
    private final Critic critic;
    private final Updater generatorUpdater;
    private final GradientClip clip;
    private final Execution generate;
    private final Execution generateHeldOut;
    private final GradientNorm generatorNorm;
    private final float[] latents;

    GanStep(ModelDefinition definition, AdversarialConfig config, StepSettings settings) {
        NetworkDefinition drawing = definition.network(GanFamily.GENERATOR);
        this.config = config;
        this.noise = settings.noise();
        this.batch = settings.batch();
        this.generator = new Network(drawing, Nd4j.create(settings.precision(), drawing.parameterCount()));
        this.critic = new Critic(definition, config, settings);
        this.generatorUpdater = new Updater(settings.optimizer(), generator.parameters());
        this.clip = GradientClip.of(settings.optimizer());
        this.generate = generator.execution(batch, ExecutionMode.TRAINING, GradientRequest.ofParameters());
        this.generateHeldOut =
                generator.inferenceForm().execution(batch, ExecutionMode.INFERENCE, GradientRequest.none());
        this.generatorNorm = new GradientNorm(generate.parameterGradient());
        this.latents = new float[batch * definition.latentSize()];
    }

    @Override
    public SortedMap<String, StateSlot> slots() {
        SortedMap<String, StateSlot> slots = new TreeMap<>(critic.slots());
        slots.put(ModelState.parametersOf(GanFamily.GENERATOR), StateSlot.of(generator.parameters()));
        slots.putAll(generatorUpdater.slots(GanFamily.GENERATOR));
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
    public void restartOptimizer(long step) {
        generatorUpdater.restart(step);
        critic.restart(step);
    }

    @Override
    public StepMetrics update(INDArray real, long seed, long step, double rateShare) {
        long criticSeed = Seeds.derive(seed, Purpose.CRITIC.ordinal());
        drawLatents(generate, Seeds.derive(seed, Purpose.LATENT.ordinal()));
        generate.forward();

        SortedMap<String, Double> metrics = new TreeMap<>();
        critic.learn(real, generate.tensor(GanFamily.SAMPLE), criticSeed, step, metrics);
        boolean updatesGenerator = step % config.generatorEvery() == 0;
        if (config.updates() == UpdateOrder.ALTERNATING) {
            critic.update(step, rateShare);
        }
        if (updatesGenerator) {
            generatorGradient(criticSeed, step, metrics);
        }
        if (config.updates() == UpdateOrder.SIMULTANEOUS) {
            critic.update(step, rateShare);
        }
        if (updatesGenerator) {
            generatorUpdater.apply(generate.parameterGradient(), step, rateShare * config.generatorRate());
        }
        return new StepMetrics(metrics);
    }

    private void generatorGradient(long seed, long step, SortedMap<String, Double> metrics) {
        double loss = critic.teach(generate.tensor(GanFamily.SAMPLE), generate.cotangent(GanFamily.SAMPLE), seed, step);
        generate.backward();
        metrics.put("generator-loss", loss);
        clip.apply(generatorNorm, generate.parameterGradient(), GanFamily.GENERATOR, metrics);
    }

    private void drawLatents(Execution execution, long seed) {
        noise.fill(latents, seed);
        HostCopy.write(latents, execution.input(GanFamily.LATENT));
    }

    @Override
    public void refreshStatistics(INDArray examples, long seed) {
        NormalizationStatistics statistics = new NormalizationStatistics(generator, generate);
        for (int pass = 0; statistics.wantsMore(pass); pass++) {
            drawLatents(generate, Seeds.derive(seed, Purpose.STATISTICS.ordinal(), pass));
            statistics.add();
        }
        statistics.store();
    }

    @Override
    public StepMetrics heldOut(INDArray examples, long seed) {
        int rows = Math.toIntExact(examples.size(0));
        Critic.HeldOut heldOut = critic.heldOut();
        SampleVariety variety = new SampleVariety(examples);
        for (int from = 0; from == 0 || from + batch <= rows; from += batch) {
            drawLatents(generateHeldOut, Seeds.derive(seed, Purpose.HELD_OUT.ordinal(), from));
            generateHeldOut.forward();
            INDArray real = examples.get(NDArrayIndex.interval(from, Math.min(rows, from + batch)), NDArrayIndex.all());
            heldOut.add(real, generateHeldOut.tensor(GanFamily.SAMPLE));
            variety.add(real, generateHeldOut.tensor(GanFamily.SAMPLE));
        }
        SortedMap<String, Double> metrics = new TreeMap<>();
        heldOut.into(metrics);
        variety.into(metrics);
        return new StepMetrics(metrics);
    }
}
