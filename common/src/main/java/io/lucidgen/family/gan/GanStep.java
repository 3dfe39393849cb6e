package io.lucidgen.family.gan;

import io.lucidgen.config.AdversarialConfig;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.family.LabelCondition;
import io.lucidgen.family.adversarial.CodeRecognition;
import io.lucidgen.family.adversarial.Critic;
import io.lucidgen.family.adversarial.Drawn;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.HostCopy;
import io.lucidgen.random.Seeds;
import io.lucidgen.training.Noise;
import io.lucidgen.training.NormalizationStatistics;
import io.lucidgen.training.StepMetrics;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainableNetwork;
import io.lucidgen.training.TrainingStep;
import io.lucidgen.training.stability.SampleVariety;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
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
    private final LatentPrior prior;
    private final int batch;
    private final TrainableNetwork generator;
    private final Critic critic;
    private final Execution generate;
    private final Execution generateHeldOut;
    private final float[] latents;

    GanStep(
            ModelDefinition definition,
            AdversarialConfig config,
            Optional<CodeRecognition> recognition,
            StepSettings settings) {
        this.config = config;
        this.noise = settings.noise();
        this.prior = definition.prior();
        this.batch = settings.batch();
        this.generator = new TrainableNetwork(definition, GanFamily.GENERATOR, settings);
        this.critic = new Critic(definition, config, recognition, settings);
        this.generate = generator.network().execution(batch, ExecutionMode.TRAINING, GradientRequest.ofParameters());
        this.generateHeldOut =
                generator.network().inferenceForm().execution(batch, ExecutionMode.INFERENCE, GradientRequest.none());
        this.latents = new float[batch * definition.latentSize()];
    }

    @Override
    public List<TrainableNetwork> networks() {
        return List.of(critic.discriminator(), generator);
    }

    @Override
    public int batchSize() {
        return batch;
    }

    /** @throws IllegalArgumentException for a model that is told classes, which needs the examples' labels */
    @Override
    public StepMetrics update(INDArray real, long seed, long step, double rateShare) {
        return update(real, null, seed, step, rateShare);
    }

    @Override
    public StepMetrics update(INDArray real, int[] labels, long seed, long step, double rateShare) {
        int[] classes = LabelCondition.required(prior, labels);
        long criticSeed = Seeds.derive(seed, Purpose.CRITIC.ordinal());
        drawLatents(generate, Seeds.derive(seed, Purpose.LATENT.ordinal()));
        generate.forward();

        SortedMap<String, Double> metrics = new TreeMap<>();
        Drawn drawn = drawn(generate);
        critic.learn(real, classes, drawn, criticSeed, step, metrics);
        boolean updatesGenerator = step % config.generatorEvery() == 0;
        if (config.updates() == UpdateOrder.ALTERNATING) {
            critic.update(step, rateShare);
        }
        if (updatesGenerator) {
            generatorGradient(drawn, criticSeed, step, metrics);
        }
        if (config.updates() == UpdateOrder.SIMULTANEOUS) {
            critic.update(step, rateShare);
        }
        if (updatesGenerator) {
            generator.update(generate.parameterGradient(), step, rateShare * config.generatorRate());
        }
        return new StepMetrics(metrics);
    }

    private void generatorGradient(Drawn drawn, long seed, long step, SortedMap<String, Double> metrics) {
        double loss = critic.teach(drawn, generate.cotangent(GanFamily.SAMPLE), seed, step, false)
                .loss();
        generate.backward();
        metrics.put("generator-loss", loss);
        generator.clip(generate.parameterGradient(), metrics);
    }

    private void drawLatents(Execution execution, long seed) {
        noise.fill(latents, prior, seed);
        HostCopy.write(latents, execution.input(GanFamily.LATENT));
    }

    private Drawn drawn(Execution execution) {
        return new Drawn(execution.tensor(GanFamily.SAMPLE), latents, drawnClasses());
    }

    /** The classes that the latents ask for; null for a model that is told none. */
    private int[] drawnClasses() {
        if (prior.label().isEmpty()) {
            return null;
        }
        int[] classes = new int[batch];
        for (int row = 0; row < batch; row++) {
            classes[row] = prior.label().get().category(latents, row * prior.size());
        }
        return classes;
    }

    @Override
    public void refreshStatistics(INDArray examples, long seed) {
        NormalizationStatistics ofGenerator = new NormalizationStatistics(generator.network());
        Critic.Statistics ofCritic = critic.statistics();
        long starts = examples.size(0) / batch;
        for (int pass = 0; ofGenerator.wantsMore(pass) || ofCritic.wantsMore(pass); pass++) {
            long from = pass % starts * batch;
            drawLatents(generate, Seeds.derive(seed, Purpose.STATISTICS.ordinal(), pass));
            ofGenerator.add(generate);
            ofCritic.add(
                    examples.get(NDArrayIndex.interval(from, from + batch), NDArrayIndex.all()),
                    generate.tensor(GanFamily.SAMPLE));
        }
        ofGenerator.store();
        ofCritic.store();
    }

    @Override
    public StepMetrics heldOut(INDArray examples, long seed) {
        return heldOut(examples, null, seed);
    }

    @Override
    public StepMetrics heldOut(INDArray examples, int[] labels, long seed) {
        int[] classes = LabelCondition.required(prior, labels);
        int rows = Math.toIntExact(examples.size(0));
        Critic.HeldOut heldOut = critic.heldOut();
        SampleVariety variety = new SampleVariety(examples);
        for (int from = 0; from == 0 || from + batch <= rows; from += batch) {
            drawLatents(generateHeldOut, Seeds.derive(seed, Purpose.HELD_OUT.ordinal(), from));
            generateHeldOut.forward();
            INDArray real = examples.get(NDArrayIndex.interval(from, Math.min(rows, from + batch)), NDArrayIndex.all());
            int[] ofReal = classes == null ? null : Arrays.copyOfRange(classes, from, Math.min(rows, from + batch));
            heldOut.add(real, ofReal, drawn(generateHeldOut));
            variety.add(real, generateHeldOut.tensor(GanFamily.SAMPLE));
        }
        SortedMap<String, Double> metrics = new TreeMap<>();
        heldOut.into(metrics);
        variety.into(metrics);
        return new StepMetrics(metrics);
    }
}
