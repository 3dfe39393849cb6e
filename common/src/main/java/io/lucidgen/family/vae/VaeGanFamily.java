package io.lucidgen.family.vae;

import io.lucidgen.config.AdversarialConfig;
import io.lucidgen.config.Condition;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.VaeGanConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Normalizer;
import io.lucidgen.family.ModelFamily;
import io.lucidgen.family.SampleLayers;
import io.lucidgen.family.SampleLayers.ReadingStyle;
import io.lucidgen.family.adversarial.Critic;
import io.lucidgen.family.adversarial.DiscriminatorLayers;
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
 * A VAE whose decoder is judged by a discriminator: encoder, a bottleneck where one is set, decoder, discriminator.
 *
 * <p>What the discriminator takes for real is output as it is; what it takes for generated drives one more gradient
 * through decoder and encoder. When samples are generated the same judgement can be a gate ({@code generation.gate}).
 */
public final class VaeGanFamily implements ModelFamily {

    static final String NAME = "vae-gan";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<VaeGanConfig> settings() {
        return VaeGanConfig.class;
    }

    @Override
    public boolean isAdversarial() {
        return true;
    }

    /** A batch that is judged holds reconstructions and samples of the prior, which make no packs together. */
    @Override
    public boolean judgesPacks(Condition condition) {
        return false;
    }

    @Override
    public List<String> denseOnly() {
        return List.of("encoder-layers", "decoder-layers");
    }

    @Override
    public List<String> targets() {
        return List.of(
                ExplanationConfig.CRITIC_LOGIT,
                ExplanationConfig.RECONSTRUCTION_ERROR,
                ExplanationConfig.LATENT_MEAN,
                ExplanationConfig.CRITIC_LOGIT_BY_LATENT,
                ExplanationConfig.REGION_BY_LATENT,
                ExplanationConfig.UNIT);
    }

    @Override
    public List<String> sources() {
        return List.of(ExplanationConfig.GENERATED, ExplanationConfig.REAL);
    }

    @Override
    public SortedMap<String, Boolean> decisiveMeasures() {
        return new TreeMap<>(Map.of("held-out-negative-elbo", false, "held-out-reconstruction-loss", false));
    }

    @Override
    public ModelDefinition define(ModelConfig config, DatasetDescription dataset) {
        SampleLayers layers = SampleLayers.of(config, dataset.shape());
        Map<String, NetworkDefinition> networks = new LinkedHashMap<>();
        networks.put(VaeFamily.ENCODER, encoder(config, layers));
        networks.put(VaeFamily.DECODER, decoder(config, layers));
        networks.put(Critic.NETWORK, discriminator(config.adversarial(), layers));
        return new ModelDefinition(
                name(),
                dataset.shape(),
                Normalizer.unit(dataset.statistics().min(), dataset.statistics().max()),
                LatentPrior.normal(config.latentSize()),
                networks);
    }

    @Override
    public TrainingStep step(ModelDefinition definition, ModelConfig config, StepSettings settings) {
        return new VaeGanStep(definition, config.settings(VaeGanConfig.class), config.adversarial(), settings);
    }

    @Override
    public List<String> averagedNetworks(ModelDefinition definition) {
        return List.of(VaeFamily.ENCODER, VaeFamily.DECODER);
    }

    @Override
    public GenerativeModel load(ModelDefinition definition, ModelState state) {
        return new VaeGanModel(definition, state);
    }

    private static NetworkDefinition encoder(ModelConfig config, SampleLayers layers) {
        VaeGanConfig settings = config.settings(VaeGanConfig.class);
        NetworkBuilder builder =
                NetworkDefinition.named(VaeFamily.ENCODER).input(VaeFamily.ENCODER_INPUT, layers.sampleShape());
        String last = layers.read(builder, VaeFamily.ENCODER_INPUT, settings.encoderLayers(), ReadingStyle.encoder());
        if (settings.bottleneckUnits() > 0) {
            builder.dense("bottleneck", last, settings.bottleneckUnits(), Weights.HE_NORMAL)
                    .relu("bottleneck-relu", "bottleneck");
            last = "bottleneck-relu";
        }
        return builder.dense(VaeFamily.MEAN, last, config.latentSize(), Weights.GLOROT_UNIFORM)
                .dense(VaeFamily.LOG_VARIANCE, last, config.latentSize(), Weights.GLOROT_UNIFORM)
                .outputs(VaeFamily.MEAN, VaeFamily.LOG_VARIANCE);
    }

    private static NetworkDefinition decoder(ModelConfig config, SampleLayers layers) {
        NetworkBuilder builder =
                NetworkDefinition.named(VaeFamily.DECODER).input(VaeFamily.LATENT, config.latentSize());
        layers.draw(
                builder, VaeFamily.LATENT, config.settings(VaeGanConfig.class).decoderLayers(), Weights.HE_NORMAL);
        // The discriminator reads the sample; a Bernoulli likelihood differentiates by the logits.
        return builder.sigmoid(VaeFamily.SAMPLE, VaeFamily.LOGITS).outputs(VaeFamily.SAMPLE, VaeFamily.LOGITS);
    }

    private static NetworkDefinition discriminator(AdversarialConfig config, SampleLayers layers) {
        NetworkBuilder builder = NetworkDefinition.named(Critic.NETWORK);
        new DiscriminatorLayers(config, Weights.HE_NORMAL).append(builder, layers, 0);
        return builder.outputs(Critic.LOGIT);
    }
}
