package io.lucidgen.family.gan;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.GanConfig;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Normalizer;
import io.lucidgen.family.ModelFamily;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainingStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The generative adversarial network of fully connected layers (Goodfellow et al. 2014).
 *
 * <p>The generator turns a latent into a sample in [-1, 1] by ReLU layers and a tanh; the discriminator turns a sample
 * into a logit by LeakyReLU layers, each followed by dropout where that is set. The sigmoid belongs to the loss.
 */
public final class GanFamily implements ModelFamily {

    public static final String GENERATOR = "generator";
    public static final String DISCRIMINATOR = "discriminator";
    public static final String LATENT = "latent";
    public static final String SAMPLE = "sample";
    public static final String CRITIC_INPUT = "x";
    public static final String LOGIT = "logit";

    @Override
    public String name() {
        return ModelConfig.GAN;
    }

    @Override
    public Class<GanConfig> settings() {
        return GanConfig.class;
    }

    @Override
    public List<String> targets() {
        return List.of(ExplanationConfig.CRITIC_LOGIT);
    }

    @Override
    public List<String> sources() {
        return List.of(ExplanationConfig.GENERATED);
    }

    /** The accuracy on generated samples is better neither high nor low. */
    @Override
    public SortedMap<String, Boolean> decisiveMeasures() {
        return new TreeMap<>(Map.of("held-out-accuracy-real", true, "held-out-discriminator-loss", false));
    }

    @Override
    public ModelDefinition define(ModelConfig config, DatasetDescription dataset) {
        int features = dataset.shape().features();
        Map<String, NetworkDefinition> networks = new LinkedHashMap<>();
        networks.put(GENERATOR, generator(config, features));
        networks.put(DISCRIMINATOR, discriminator(config.settings(GanConfig.class), features));
        return new ModelDefinition(
                name(),
                dataset.shape(),
                Normalizer.symmetric(
                        dataset.statistics().min(), dataset.statistics().max()),
                config.latentSize(),
                networks);
    }

    @Override
    public TrainingStep step(ModelDefinition definition, ModelConfig config, StepSettings settings) {
        return new GanStep(definition, config.settings(GanConfig.class), settings);
    }

    @Override
    public List<String> averagedNetworks(ModelDefinition definition) {
        return List.of(GENERATOR);
    }

    @Override
    public GenerativeModel load(ModelDefinition definition, ModelState state) {
        return new GanModel(definition, state);
    }

    private static NetworkDefinition generator(ModelConfig config, int features) {
        NetworkBuilder builder = NetworkDefinition.named(GENERATOR).input(LATENT, config.latentSize());
        String tensor = LATENT;
        List<Integer> layers = config.settings(GanConfig.class).generatorLayers();
        for (int i = 0; i < layers.size(); i++) {
            String dense = "hidden" + (i + 1);
            builder.dense(dense, tensor, layers.get(i), weights(config.settings(GanConfig.class)));
            tensor = dense + "-relu";
            builder.relu(tensor, dense);
        }
        return builder.dense("pixels", tensor, features, Weights.GLOROT_UNIFORM)
                .tanh(SAMPLE, "pixels")
                .outputs(SAMPLE);
    }

    private static Weights weights(GanConfig config) {
        return switch (config.initialWeights()) {
            case GLOROT_UNIFORM -> Weights.GLOROT_UNIFORM;
            case HE_NORMAL -> Weights.HE_NORMAL;
        };
    }

    private static NetworkDefinition discriminator(GanConfig config, int features) {
        NetworkBuilder builder = NetworkDefinition.named(DISCRIMINATOR).input(CRITIC_INPUT, features);
        String tensor = CRITIC_INPUT;
        List<Integer> layers = config.discriminatorLayers();
        for (int i = 0; i < layers.size(); i++) {
            String dense = "hidden" + (i + 1);
            builder.dense(dense, tensor, layers.get(i), weights(config));
            tensor = dense + "-leaky-relu";
            builder.leakyRelu(tensor, dense, config.leakySlope());
            if (config.discriminatorDropout() > 0) {
                builder.dropout(dense + "-dropout", tensor, config.discriminatorDropout());
                tensor = dense + "-dropout";
            }
        }
        return builder.dense(LOGIT, tensor, 1, Weights.GLOROT_UNIFORM).outputs(LOGIT);
    }
}
