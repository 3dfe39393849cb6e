package io.lucidgen.family.vae;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.Likelihood;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.VaeConfig;
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
 * The variational autoencoder of fully connected layers (Kingma and Welling 2014).
 *
 * <p>The encoder gives mean and log-variance of a diagonal normal posterior. The decoder gives, under the Bernoulli
 * likelihood, logits and their sigmoid as the sample in [0, 1]; under the Gaussian likelihood of unit variance the
 * sample itself, a sigmoid as well so that it stays in range.
 */
public final class VaeFamily implements ModelFamily {

    public static final String ENCODER = "encoder";
    public static final String DECODER = "decoder";
    public static final String ENCODER_INPUT = "x";
    public static final String MEAN = "mean";
    public static final String LOG_VARIANCE = "log-variance";
    public static final String LATENT = "latent";
    public static final String LOGITS = "pixels";
    public static final String SAMPLE = "sample";

    @Override
    public String name() {
        return ModelConfig.VAE;
    }

    @Override
    public Class<VaeConfig> settings() {
        return VaeConfig.class;
    }

    @Override
    public List<String> targets() {
        return List.of(ExplanationConfig.RECONSTRUCTION_ERROR, ExplanationConfig.LATENT_MEAN);
    }

    @Override
    public List<String> sources() {
        return List.of(ExplanationConfig.GENERATED, ExplanationConfig.REAL);
    }

    /** The KL divergence is better neither high nor low. */
    @Override
    public SortedMap<String, Boolean> decisiveMeasures() {
        return new TreeMap<>(Map.of("held-out-negative-elbo", false, "held-out-reconstruction-loss", false));
    }

    @Override
    public ModelDefinition define(ModelConfig config, DatasetDescription dataset) {
        int features = dataset.shape().features();
        Map<String, NetworkDefinition> networks = new LinkedHashMap<>();
        networks.put(ENCODER, encoder(config, features));
        networks.put(DECODER, decoder(config, features));
        return new ModelDefinition(
                name(),
                dataset.shape(),
                Normalizer.unit(dataset.statistics().min(), dataset.statistics().max()),
                config.latentSize(),
                networks);
    }

    @Override
    public TrainingStep step(ModelDefinition definition, ModelConfig config, StepSettings settings) {
        return new VaeStep(definition, config.settings(VaeConfig.class), settings);
    }

    @Override
    public List<String> averagedNetworks(ModelDefinition definition) {
        return List.of(ENCODER, DECODER);
    }

    @Override
    public GenerativeModel load(ModelDefinition definition, ModelState state) {
        return new VaeModel(definition, state);
    }

    private static NetworkDefinition encoder(ModelConfig config, int features) {
        NetworkBuilder builder = NetworkDefinition.named(ENCODER).input(ENCODER_INPUT, features);
        String trunk =
                hidden(builder, ENCODER_INPUT, config.settings(VaeConfig.class).encoderLayers());
        return builder.dense(MEAN, trunk, config.latentSize(), Weights.GLOROT_UNIFORM)
                .dense(LOG_VARIANCE, trunk, config.latentSize(), Weights.GLOROT_UNIFORM)
                .outputs(MEAN, LOG_VARIANCE);
    }

    private static NetworkDefinition decoder(ModelConfig config, int features) {
        NetworkBuilder builder = NetworkDefinition.named(DECODER).input(LATENT, config.latentSize());
        String trunk = hidden(builder, LATENT, config.settings(VaeConfig.class).decoderLayers());
        builder.dense(LOGITS, trunk, features, Weights.GLOROT_UNIFORM).sigmoid(SAMPLE, LOGITS);
        // The output that the loss differentiates by: logits where the loss takes the sigmoid into itself.
        return builder.outputs(config.settings(VaeConfig.class).likelihood() == Likelihood.BERNOULLI ? LOGITS : SAMPLE);
    }

    private static String hidden(NetworkBuilder builder, String input, List<Integer> layers) {
        String tensor = input;
        for (int i = 0; i < layers.size(); i++) {
            String dense = "hidden" + (i + 1);
            builder.dense(dense, tensor, layers.get(i), Weights.HE_NORMAL);
            tensor = dense + "-relu";
            builder.relu(tensor, dense);
        }
        return tensor;
    }
}
