package io.lucidgen.jobs.evaluation;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.checkpoint.Platform;
import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.ParameterSpec;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Models of {@link LabelledBlobs} whose behaviour is known without training. */
final class EvaluatedModels {
    static final String VERSION = "2026-03-01-00000000-r000001";

    private static final int SIZE = LabelledBlobs.FEATURES;

    private EvaluatedModels() {}

    /** A GAN with random weights. */
    static Checkpoint gan(String name, DatasetDescription dataset) {
        return checkpoint(
                name,
                ModelConfig.GAN,
                dataset,
                network -> Network.initialised(network, DataType.FLOAT, 7)
                        .parameters()
                        .toFloatVector());
    }

    /** A VAE that gives every picture back with more contrast: whatever is above 127 comes out bright. */
    static Checkpoint faithfulVae(String name, DatasetDescription dataset) {
        return checkpoint(name, ModelConfig.VAE, dataset, network -> diagonal(network, 8, -4));
    }

    /** A VAE that gives the same grey picture back, whatever it is shown. */
    static Checkpoint forgetfulVae(String name, DatasetDescription dataset) {
        return checkpoint(name, ModelConfig.VAE, dataset, network -> diagonal(network, 0, 0));
    }

    static void save(JobContext context, Checkpoint checkpoint) throws IOException {
        new CheckpointStore(context.files(), context.root()).save(checkpoint);
    }

    /** Every layer passes its input on, apart from the last of the decoder and the log-variance. */
    private static float[] diagonal(NetworkDefinition network, float weight, float bias) {
        float[] parameters = new float[network.parameterCount()];
        for (ParameterSpec spec : network.parameterLayout()) {
            boolean last = spec.name().startsWith("pixels");
            float value = spec.name().startsWith("log-variance") ? 0 : last ? weight : 1;
            for (int i = 0; i < SIZE; i++) {
                if (spec.size() == SIZE * SIZE) {
                    parameters[spec.offset() + i * SIZE + i] = value;
                } else {
                    parameters[spec.offset() + i] = last ? bias : 0;
                }
            }
        }
        return parameters;
    }

    private static Checkpoint checkpoint(
            String name, String family, DatasetDescription dataset, Function<NetworkDefinition, float[]> parameters) {
        boolean gan = family.equals(ModelConfig.GAN);
        ModelConfig config = ConfigLoader.defaultsWith(
                        "model.name=" + name,
                        "model.family=" + family,
                        "model.latent-size=" + SIZE,
                        gan ? "model.gan.generator-layers=[8]" : "model.vae.encoder-layers=[" + SIZE + "]",
                        gan ? "model.adversarial.discriminator-layers=[8]" : "model.vae.decoder-layers=[" + SIZE + "]")
                .model();
        ModelDefinition definition = ModelFamilies.named(family).define(config, dataset);
        TreeMap<String, SlotVector> slots = new TreeMap<>();
        definition
                .networks()
                .forEach((part, network) -> slots.put(
                        ModelState.parametersOf(part), SlotVector.of(Nd4j.createFromArray(parameters.apply(network)))));
        return new Checkpoint(
                definition,
                new ModelState(slots, Counters.ZERO, List.of(0L)),
                new ModelCard(
                        new ModelCard.Model(config.name(), VERSION, family, new TreeMap<>()),
                        new ModelCard.Training(
                                "test",
                                new TreeMap<>(),
                                dataset.fingerprint(),
                                new TreeMap<>(),
                                Counters.ZERO,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                1,
                                new TreeMap<>()),
                        Platform.current("")));
    }
}
