package io.lucidgen.family.gan;

import io.lucidgen.config.AdversarialConfig;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.GanConfig;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Normalizer;
import io.lucidgen.family.ModelFamily;
import io.lucidgen.family.SampleLayers;
import io.lucidgen.family.SampleLayers.ReadingStyle;
import io.lucidgen.family.adversarial.Critic;
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
 * The generative adversarial network (Goodfellow et al. 2014), of dense layers or of convolutions (DCGAN, Radford et al.
 * 2016).
 *
 * <p>The generator turns a latent into a sample in [-1, 1] by ReLU layers and a tanh; the discriminator turns a sample
 * into a logit by LeakyReLU layers, each followed by dropout where that is set. The sigmoid belongs to the loss.
 */
public final class GanFamily implements ModelFamily {

    public static final String GENERATOR = "generator";
    public static final String DISCRIMINATOR = Critic.NETWORK;
    public static final String LATENT = "latent";
    public static final String SAMPLE = "sample";
    public static final String CRITIC_INPUT = Critic.INPUT;
    public static final String LOGIT = Critic.LOGIT;

    @Override
    public String name() {
        return ModelConfig.GAN;
    }

    @Override
    public Class<GanConfig> settings() {
        return GanConfig.class;
    }

    @Override
    public boolean isAdversarial() {
        return true;
    }

    @Override
    public List<String> denseOnly() {
        return List.of("generator-layers");
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
        SampleLayers layers = SampleLayers.of(config, dataset.shape());
        Map<String, NetworkDefinition> networks = new LinkedHashMap<>();
        networks.put(GENERATOR, generator(config, layers));
        networks.put(DISCRIMINATOR, discriminator(config, layers));
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
        return new GanStep(definition, config.adversarial(), settings);
    }

    @Override
    public List<String> averagedNetworks(ModelDefinition definition) {
        return List.of(GENERATOR);
    }

    @Override
    public GenerativeModel load(ModelDefinition definition, ModelState state) {
        return new GanModel(definition, state);
    }

    private static NetworkDefinition generator(ModelConfig config, SampleLayers layers) {
        GanConfig gan = config.settings(GanConfig.class);
        NetworkBuilder builder = NetworkDefinition.named(GENERATOR).input(LATENT, config.latentSize());
        layers.draw(builder, LATENT, gan.generatorLayers(), weights(gan));
        return builder.tanh(SAMPLE, SampleLayers.PIXELS).outputs(SAMPLE);
    }

    private static NetworkDefinition discriminator(ModelConfig config, SampleLayers layers) {
        AdversarialConfig adversarial = config.adversarial();
        SampleLayers packs = layers.packed(adversarial.packing());
        NetworkBuilder builder = NetworkDefinition.named(DISCRIMINATOR).input(CRITIC_INPUT, packs.sampleShape());
        Weights weights = weights(config.settings(GanConfig.class));
        String last = packs.read(
                builder,
                CRITIC_INPUT,
                adversarial.discriminatorLayers(),
                ReadingStyle.discriminator(weights, adversarial.leakySlope(), adversarial.discriminatorDropout()));
        return builder.dense(LOGIT, last, 1, Weights.GLOROT_UNIFORM).outputs(LOGIT);
    }

    private static Weights weights(GanConfig config) {
        return switch (config.initialWeights()) {
            case GLOROT_UNIFORM -> Weights.GLOROT_UNIFORM;
            case HE_NORMAL -> Weights.HE_NORMAL;
        };
    }
}
