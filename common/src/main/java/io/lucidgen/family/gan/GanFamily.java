package io.lucidgen.family.gan;

import io.lucidgen.config.Condition;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.GanConfig;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.family.LabelCondition;
import io.lucidgen.family.ModelFamily;
import io.lucidgen.family.adversarial.Critic;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainingStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return List.of(
                ExplanationConfig.CRITIC_LOGIT,
                ExplanationConfig.CRITIC_LOGIT_BY_LATENT,
                ExplanationConfig.REGION_BY_LATENT,
                ExplanationConfig.UNIT);
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
    public boolean takesLabels() {
        return true;
    }

    /** The logit of a sample that is told its class is its own. */
    @Override
    public boolean judgesPacks(Condition condition) {
        return condition == Condition.NONE;
    }

    @Override
    public ModelDefinition define(ModelConfig config, DatasetDescription dataset) {
        GanConfig gan = config.settings(GanConfig.class);
        return new GanNetworks(config, gan.generatorLayers(), gan.initialWeights(), 0)
                .define(LabelCondition.prior(config, dataset), dataset);
    }

    @Override
    public TrainingStep step(ModelDefinition definition, ModelConfig config, StepSettings settings) {
        return new GanStep(definition, config.adversarial(), Optional.empty(), settings);
    }

    @Override
    public List<String> averagedNetworks(ModelDefinition definition) {
        return List.of(GENERATOR);
    }

    @Override
    public GenerativeModel load(ModelDefinition definition, ModelState state) {
        return new GanModel(definition, state);
    }
}
