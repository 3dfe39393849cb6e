package io.lucidgen.training;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.EarlyStoppingConfig;
import io.lucidgen.config.LearningRateDecayConfig;
import io.lucidgen.config.Likelihood;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.Precision;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.Split;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.model.ModelDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Models small enough that a proof over every parameter takes milliseconds. */
final class TinyModels {

    static final int FEATURES = 12;
    static final int LATENT = 3;

    private static final String[] CONVOLUTIONAL = {
        "model.architecture=convolutional", "model.convolutions.filters=[4]", "model.convolutions.hidden-units=5"
    };

    private TinyModels() {}

    /** A GAN with other settings than the defaults. */
    static ModelConfig gan(String... settings) {
        return with(
                settings,
                "model.name=tiny",
                "model.latent-size=" + LATENT,
                "model.gan.initial-weights=he-normal",
                "model.adversarial.updates=simultaneous");
    }

    /** A GAN of convolutions. */
    static ModelConfig convolutionalGan(String... settings) {
        return gan(joined(settings, CONVOLUTIONAL));
    }

    /** A VAE of convolutions. */
    static ModelConfig convolutionalVae(String... settings) {
        return with(
                joined(settings, CONVOLUTIONAL),
                "model.name=tiny",
                "model.family=vae",
                "model.latent-size=" + LATENT,
                "explanation.latent-dimensions=[0]");
    }

    /** An InfoGAN with a categorical and a continuous code. */
    static ModelConfig infoGan(String... settings) {
        return with(
                settings,
                "model.name=tiny",
                "model.family=infogan",
                "model.latent-size=" + LATENT,
                "model.infogan.categorical-codes=[3]",
                "model.infogan.continuous-codes=1",
                "model.infogan.recognition-units=5",
                "model.infogan.continuous-weight=0.7",
                "model.adversarial.updates=simultaneous");
    }

    /** A VAE of convolutions with a discriminator and a bottleneck. */
    static ModelConfig vaeGan(String... settings) {
        return with(
                joined(settings, CONVOLUTIONAL),
                "model.name=tiny",
                "model.family=vae-gan",
                "model.latent-size=" + LATENT,
                "explanation.latent-dimensions=[0]",
                "model.vae-gan.bottleneck-units=4",
                "model.adversarial.updates=simultaneous");
    }

    private static ModelConfig with(String[] more, String... first) {
        return ConfigLoader.defaultsWith(joined(more, first)).model();
    }

    private static String[] joined(String[] more, String... first) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
    }

    static ModelConfig gan(UpdateOrder updates, double dropout) {
        return ConfigLoader.defaultsWith(
                        "model.name=tiny",
                        "model.latent-size=" + LATENT,
                        "model.gan.generator-layers=[7, 9]",
                        "model.adversarial.discriminator-layers=[8, 5]",
                        "model.adversarial.discriminator-dropout=" + dropout,
                        "model.adversarial.real-label=0.9",
                        "model.adversarial.updates=" + updates.name().toLowerCase(Locale.ROOT))
                .model();
    }

    static ModelConfig vae(Likelihood likelihood, int warmup) {
        return ConfigLoader.defaultsWith(
                        "model.name=tiny",
                        "model.family=vae",
                        "explanation.latent-dimensions=[0]",
                        "model.latent-size=" + LATENT,
                        "model.vae.encoder-layers=[9]",
                        "model.vae.decoder-layers=[8]",
                        "model.vae.likelihood="
                                + likelihood.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "model.vae.beta=1.5",
                        "model.vae.kl-warmup-steps=" + warmup)
                .model();
    }

    static TrainingConfig training(OptimizerKind kind, double rate) {
        return training(kind, rate, 0);
    }

    static TrainingConfig training(OptimizerKind kind, double rate, double clipNorm) {
        return training(0, new OptimizerConfig(kind, rate, 0.5, 0.999, 1e-8, clipNorm));
    }

    static TrainingConfig averaged(double emaDecay) {
        return training(emaDecay, new OptimizerConfig(OptimizerKind.ADAM, 0.1, 0.5, 0.999, 1e-8, 0));
    }

    private static TrainingConfig training(double emaDecay, OptimizerConfig optimizer) {
        return new TrainingConfig(
                4,
                3,
                8,
                1,
                10,
                2,
                Precision.DOUBLE,
                0,
                LearningRateDecayConfig.NONE,
                emaDecay,
                0.05,
                EarlyStoppingConfig.NONE,
                optimizer,
                ConfigLoader.defaultsWith().training().stability());
    }

    static ModelDefinition define(ModelConfig config) {
        return ModelFamilies.named(config.family())
                .define(
                        config,
                        new DatasetDescription(
                                1,
                                "tiny",
                                Modality.IMAGE,
                                SampleShape.image(1, 2, 6),
                                FeatureType.UINT8,
                                new FeatureStatistics(0, 255, 100, 50, 100),
                                List.of("plain", "striped", "dotted"),
                                Map.of(Split.TRAIN, 100L, Split.TEST, 10L),
                                0,
                                "0123456789abcdef0123456789abcdef"));
    }
}
