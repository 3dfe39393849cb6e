package io.lucidgen.family.vae;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.VaeConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Normalizer;
import io.lucidgen.family.LabelCondition;
import io.lucidgen.family.ModelFamily;
import io.lucidgen.family.SampleLayers;
import io.lucidgen.family.SampleLayers.ReadingStyle;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.LatentPrior;
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
 * The variational autoencoder (Kingma and Welling 2014), of dense layers or of convolutions.
 *
 * <p>The encoder gives mean and log-variance of a diagonal normal posterior. The decoder gives, under the Bernoulli
 * likelihood, logits and their sigmoid as the sample in [0, 1]; under the Gaussian likelihood, of unit variance or of one
 * that is trained, the sample itself, a sigmoid as well so that it stays in range.
 */
public final class VaeFamily implements ModelFamily {

    public static final String ENCODER = "encoder";
    public static final String DECODER = "decoder";
    public static final String ENCODER_INPUT = "x";
    public static final String MEAN = "mean";
    public static final String LOG_VARIANCE = "log-variance";
    public static final String LATENT = "latent";
    public static final String LOGITS = SampleLayers.PIXELS;
    public static final String SAMPLE = "sample";
    public static final String PIXEL_LOG_VARIANCE = "pixel-log-variance";

    @Override
    public String name() {
        return ModelConfig.VAE;
    }

    @Override
    public Class<VaeConfig> settings() {
        return VaeConfig.class;
    }

    @Override
    public boolean isAdversarial() {
        return false;
    }

    /** The decoder is told the class; the encoder sees it in the sample. */
    @Override
    public boolean takesLabels() {
        return true;
    }

    @Override
    public List<String> denseOnly() {
        return List.of("encoder-layers", "decoder-layers");
    }

    @Override
    public List<String> targets() {
        return List.of(
                ExplanationConfig.RECONSTRUCTION_ERROR,
                ExplanationConfig.LATENT_MEAN,
                ExplanationConfig.REGION_BY_LATENT,
                ExplanationConfig.UNIT);
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
        SampleLayers layers = SampleLayers.of(config, dataset.shape());
        Map<String, NetworkDefinition> networks = new LinkedHashMap<>();
        networks.put(ENCODER, encoder(config, layers));
        LatentPrior prior = LabelCondition.prior(config, dataset);
        networks.put(DECODER, decoder(config, prior, layers));
        return new ModelDefinition(
                name(),
                dataset.shape(),
                Normalizer.unit(dataset.statistics().min(), dataset.statistics().max()),
                prior,
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

    private static NetworkDefinition encoder(ModelConfig config, SampleLayers layers) {
        NetworkBuilder builder = NetworkDefinition.named(ENCODER).input(ENCODER_INPUT, layers.sampleShape());
        String last = layers.read(
                builder, ENCODER_INPUT, config.settings(VaeConfig.class).encoderLayers(), ReadingStyle.encoder());
        return builder.dense(MEAN, last, config.latentSize(), Weights.GLOROT_UNIFORM)
                .dense(LOG_VARIANCE, last, config.latentSize(), Weights.GLOROT_UNIFORM)
                .outputs(MEAN, LOG_VARIANCE);
    }

    private static NetworkDefinition decoder(ModelConfig config, LatentPrior prior, SampleLayers layers) {
        VaeConfig vae = config.settings(VaeConfig.class);
        NetworkBuilder builder = NetworkDefinition.named(DECODER).input(LATENT, prior.size());
        layers.draw(builder, LATENT, vae.decoderLayers(), Weights.HE_NORMAL);
        builder.sigmoid(SAMPLE, LOGITS);
        // The output that the loss differentiates by: logits where the loss takes the sigmoid into itself.
        return switch (vae.likelihood()) {
            case BERNOULLI -> builder.outputs(LOGITS);
            case GAUSSIAN -> builder.outputs(SAMPLE);
            case GAUSSIAN_LEARNED ->
                builder.learnedValue(PIXEL_LOG_VARIANCE, LATENT).outputs(SAMPLE, PIXEL_LOG_VARIANCE);
        };
    }
}
