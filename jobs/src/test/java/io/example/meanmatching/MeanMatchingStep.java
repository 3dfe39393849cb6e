package io.example.meanmatching;

import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.HostCopy;
import io.lucidgen.training.Noise;
import io.lucidgen.training.StepMetrics;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainableNetwork;
import io.lucidgen.training.TrainingStep;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lowers half the squared distance between the mean of generated samples and that of a batch. */
final class MeanMatchingStep implements TrainingStep {

    private final Noise noise;
    private final LatentPrior prior;
    private final int batch;
    private final TrainableNetwork generator;
    private final Execution generate;

    MeanMatchingStep(ModelDefinition definition, StepSettings settings) {
        this.noise = settings.noise();
        this.prior = definition.prior();
        this.batch = settings.batch();
        this.generator = new TrainableNetwork(definition, MeanMatchingFamily.GENERATOR, settings);
        this.generate = generator.network().execution(batch, ExecutionMode.TRAINING, GradientRequest.ofParameters());
    }

    @Override
    public List<TrainableNetwork> networks() {
        return List.of(generator);
    }

    @Override
    public int batchSize() {
        return batch;
    }

    @Override
    public StepMetrics update(INDArray examples, long seed, long step, double rateShare) {
        INDArray distance = distance(examples, seed);
        INDArray cotangent = generate.cotangent(MeanMatchingFamily.SAMPLE);
        cotangent.assign(0);
        cotangent.addiRowVector(distance.div(batch));
        generate.backward();
        generator.update(generate.parameterGradient(), step, rateShare);
        return new StepMetrics(new TreeMap<>(Map.of("distance", halfSquare(distance))));
    }

    @Override
    public StepMetrics heldOut(INDArray examples, long seed) {
        return new StepMetrics(new TreeMap<>(Map.of("held-out-distance", halfSquare(distance(examples, seed)))));
    }

    private INDArray distance(INDArray examples, long seed) {
        float[] latents = new float[batch * prior.size()];
        noise.fill(latents, prior, seed);
        HostCopy.write(latents, generate.input(MeanMatchingFamily.LATENT));
        generate.forward();
        return generate.tensor(MeanMatchingFamily.SAMPLE).mean(0).subi(examples.mean(0));
    }

    private static double halfSquare(INDArray distance) {
        return distance.mul(distance).sumNumber().doubleValue() / 2;
    }
}
