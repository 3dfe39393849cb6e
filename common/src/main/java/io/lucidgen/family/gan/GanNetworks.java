package io.lucidgen.family.gan;

import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.WeightInitialization;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Normalizer;
import io.lucidgen.family.SampleLayers;
import io.lucidgen.family.adversarial.CodeRecognition;
import io.lucidgen.family.adversarial.Critic;
import io.lucidgen.family.adversarial.DiscriminatorLayers;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.LatentPrior.Role;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.NetworkDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two networks of every GAN: a generator from latents to samples in [-1, 1], and a discriminator from samples to a
 * logit, or one for each class that it may be told, and to codes where the latent has some.
 *
 * @param generatorLayers hidden sizes of a dense generator
 * @param recognitionUnits units of the layer between the discriminator's features and the codes; 0 without codes
 */
record GanNetworks(
        ModelConfig config, List<Integer> generatorLayers, WeightInitialization initialWeights, int recognitionUnits) {

    ModelDefinition define(LatentPrior prior, DatasetDescription dataset) {
        SampleLayers layers = SampleLayers.of(config, dataset.shape());
        Map<String, NetworkDefinition> networks = new LinkedHashMap<>();
        networks.put(GanFamily.GENERATOR, generator(prior, layers));
        networks.put(Critic.NETWORK, discriminator(prior, layers));
        return new ModelDefinition(
                config.family(),
                dataset.shape(),
                Normalizer.symmetric(
                        dataset.statistics().min(), dataset.statistics().max()),
                prior,
                networks);
    }

    private NetworkDefinition generator(LatentPrior prior, SampleLayers layers) {
        NetworkBuilder builder = NetworkDefinition.named(GanFamily.GENERATOR).input(GanFamily.LATENT, prior.size());
        layers.draw(builder, GanFamily.LATENT, generatorLayers, weights());
        return builder.tanh(GanFamily.SAMPLE, SampleLayers.PIXELS).outputs(GanFamily.SAMPLE);
    }

    private NetworkDefinition discriminator(LatentPrior prior, SampleLayers layers) {
        NetworkBuilder builder = NetworkDefinition.named(Critic.NETWORK);
        String last = new DiscriminatorLayers(config.adversarial(), weights()).append(builder, layers, prior.classes());
        if (prior.placed(Role.CODE).isEmpty()) {
            return builder.outputs(Critic.LOGIT);
        }
        builder.dense("recognition", last, recognitionUnits, weights())
                .leakyRelu(
                        "recognition-leaky-relu",
                        "recognition",
                        config.adversarial().leakySlope())
                .dense(
                        CodeRecognition.CODES,
                        "recognition-leaky-relu",
                        CodeRecognition.width(prior),
                        Weights.GLOROT_UNIFORM);
        return builder.outputs(Critic.LOGIT, CodeRecognition.CODES);
    }

    private Weights weights() {
        return switch (initialWeights) {
            case GLOROT_UNIFORM -> Weights.GLOROT_UNIFORM;
            case HE_NORMAL -> Weights.HE_NORMAL;
        };
    }
}
