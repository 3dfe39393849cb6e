package io.lucidgen.family.gan;

import io.lucidgen.config.Condition;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.InfoGanConfig;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.family.ModelFamily;
import io.lucidgen.family.adversarial.CodeRecognition;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.LatentPrior.Distribution;
import io.lucidgen.model.LatentPrior.Role;
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
 * InfoGAN (Chen et al. 2016): a GAN whose latent has categorical and continuous codes beside the noise, and whose
 * discriminator says, from the features that its logit comes from, which codes a sample was drawn from. Both networks
 * also lower the error of what is said, which raises a bound on the mutual information of codes and samples.
 */
public final class InfoGanFamily implements ModelFamily {

    @Override
    public String name() {
        return ModelConfig.INFOGAN;
    }

    @Override
    public Class<InfoGanConfig> settings() {
        return InfoGanConfig.class;
    }

    @Override
    public boolean isAdversarial() {
        return true;
    }

    /** What is said of codes is said of each sample. */
    @Override
    public boolean judgesPacks(Condition condition) {
        return false;
    }

    @Override
    public List<String> denseOnly() {
        return List.of("generator-layers");
    }

    @Override
    public List<String> targets() {
        return List.of(
                ExplanationConfig.CRITIC_LOGIT,
                ExplanationConfig.LATENT_CODE,
                ExplanationConfig.CRITIC_LOGIT_BY_LATENT,
                ExplanationConfig.REGION_BY_LATENT,
                ExplanationConfig.UNIT);
    }

    @Override
    public List<String> sources() {
        return List.of(ExplanationConfig.GENERATED);
    }

    @Override
    public SortedMap<String, Boolean> decisiveMeasures() {
        return new TreeMap<>(Map.of("held-out-accuracy-real", true, "held-out-discriminator-loss", false));
    }

    @Override
    public ModelDefinition define(ModelConfig config, DatasetDescription dataset) {
        InfoGanConfig settings = config.settings(InfoGanConfig.class);
        LatentPrior prior = LatentPrior.normal(config.latentSize());
        for (int categories : settings.categoricalCodes()) {
            prior = prior.with(Role.CODE, Distribution.CATEGORICAL, categories);
        }
        for (int i = 0; i < settings.continuousCodes(); i++) {
            prior = prior.with(Role.CODE, Distribution.UNIFORM, 1);
        }
        return new GanNetworks(
                        config, settings.generatorLayers(), settings.initialWeights(), settings.recognitionUnits())
                .define(prior, dataset);
    }

    @Override
    public TrainingStep step(ModelDefinition definition, ModelConfig config, StepSettings settings) {
        InfoGanConfig codes = config.settings(InfoGanConfig.class);
        CodeRecognition recognition =
                new CodeRecognition(definition.prior(), codes.categoricalWeight(), codes.continuousWeight());
        return new GanStep(definition, config.adversarial(), Optional.of(recognition), settings);
    }

    @Override
    public List<String> averagedNetworks(ModelDefinition definition) {
        return List.of(GanFamily.GENERATOR);
    }

    @Override
    public GenerativeModel load(ModelDefinition definition, ModelState state) {
        return new GanModel(definition, state);
    }
}
