package io.lucidgen.family.gan;

import io.lucidgen.config.AdversarialConfig;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.WeightInitialization;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Normalizer;
import io.lucidgen.family.SampleLayers;
import io.lucidgen.family.SampleLayers.ReadingStyle;
import io.lucidgen.family.adversarial.CodeRecognition;
import io.lucidgen.family.adversarial.Critic;
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
        AdversarialConfig adversarial = config.adversarial();
        SampleLayers packs = layers.packed(adversarial.packing());
        NetworkBuilder builder = NetworkDefinition.named(Critic.NETWORK).input(Critic.INPUT, packs.sampleShape());
        ReadingStyle style =
                ReadingStyle.discriminator(weights(), adversarial.leakySlope(), adversarial.discriminatorDropout());
        String last = packs.read(builder, Critic.INPUT, adversarial.discriminatorLayers(), style);
        judge(builder, prior.classes(), last);
        if (prior.placed(Role.CODE).isEmpty()) {
            return builder.outputs(Critic.LOGIT);
        }
        builder.dense("recognition", last, recognitionUnits, weights())
                .leakyRelu("recognition-leaky-relu", "recognition", adversarial.leakySlope())
                .dense(
                        CodeRecognition.CODES,
                        "recognition-leaky-relu",
                        CodeRecognition.width(prior),
                        Weights.GLOROT_UNIFORM);
        return builder.outputs(Critic.LOGIT, CodeRecognition.CODES);
    }

    /**
     * The logit; where there are classes, that of each: one that they share, and what a class adds, after the projection
     * discriminator of Miyato and Koyama (2018).
     *
     * <p>What a class adds is nothing at first, so that the discriminator begins by telling real from generated whatever
     * the class. With a logit of its own for each class, it sees at once that samples of a generator which does not
     * heed classes yet are of the wrong one, and the generator learns nothing.
     */
    private static void judge(NetworkBuilder builder, int classes, String last) {
        if (classes == 0) {
            builder.dense(Critic.LOGIT, last, 1, Weights.GLOROT_UNIFORM);
            return;
        }
        builder.dense("shared-logit", last, 1, Weights.GLOROT_UNIFORM)
                .dense("class-logits", last, classes, Weights.ZERO)
                .offset(Critic.LOGIT, "class-logits", "shared-logit");
    }

    private Weights weights() {
        return switch (initialWeights) {
            case GLOROT_UNIFORM -> Weights.GLOROT_UNIFORM;
            case HE_NORMAL -> Weights.HE_NORMAL;
        };
    }
}
