package io.lucidgen.jobs.explanation;

import io.lucidgen.config.AdaptiveIntegratedGradientsConfig;
import io.lucidgen.config.AutomaticMethodsConfig;
import io.lucidgen.config.BaselineKind;
import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.ExplanationQualityConfig;
import io.lucidgen.config.GradientShapConfig;
import io.lucidgen.config.IntegratedGradientsConfig;
import io.lucidgen.config.InternalsConfig;
import io.lucidgen.config.KernelShapConfig;
import io.lucidgen.config.LrpEpsilonConfig;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OcclusionConfig;
import io.lucidgen.config.RiseConfig;
import io.lucidgen.config.SharedMapsConfig;
import io.lucidgen.config.SmoothGradConfig;
import io.lucidgen.config.SurrogatesConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.Split;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.model.Counters;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.Network;
import io.lucidgen.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Untrained models on images of 8 x 8 pixels, with samples of theirs. */
final class TinyModels {

    static final int SIDE = 8;
    static final int LATENT = 5;
    static final FeatureStatistics STATISTICS = new FeatureStatistics(0, 255, 72.9, 90, 100);

    private TinyModels() {}

    static ModelDefinition definition(String family) {
        return ModelFamilies.named(family).define(model(family), dataset());
    }

    static ModelConfig model(String family) {
        return ConfigLoader.defaultsWith(
                        family.equals(ModelConfig.GAN)
                                ? new String[] {
                                    "model.name=tiny-" + family,
                                    "model.family=gan",
                                    "model.latent-size=" + LATENT,
                                    "model.gan.generator-layers=[12]",
                                    "model.adversarial.discriminator-layers=[16, 8]",
                                    "model.adversarial.discriminator-dropout=0.3"
                                }
                                : new String[] {
                                    "model.name=tiny-" + family,
                                    "model.family=vae",
                                    "explanation.latent-dimensions=[0]",
                                    "model.latent-size=" + LATENT,
                                    "model.vae.encoder-layers=[12]",
                                    "model.vae.decoder-layers=[12]",
                                    "model.vae.kl-warmup-steps=0"
                                })
                .model();
    }

    static DatasetDescription dataset() {
        return new DatasetDescription(
                DatasetDescription.SCHEMA_VERSION,
                "tiny",
                Modality.IMAGE,
                SampleShape.image(1, SIDE, SIDE),
                FeatureType.UINT8,
                STATISTICS,
                List.of(),
                Map.of(Split.TRAIN, 100L, Split.TEST, 10L),
                0,
                "0123456789abcdef".repeat(4));
    }

    static ModelState state(ModelDefinition definition, long seed) {
        TreeMap<String, SlotVector> slots = new TreeMap<>();
        definition.networks().forEach((name, network) -> {
            INDArray parameters =
                    Network.initialised(network, DataType.FLOAT, seed).parameters();
            slots.put(ModelState.parametersOf(name), SlotVector.of(parameters));
            slots.put(ModelState.firstMomentsOf(name), SlotVector.of(parameters));
        });
        return new ModelState(slots, Counters.ZERO, List.of(0L));
    }

    /** Samples {@code g00, g01, ...} of a model, with the critic's logits where it has a critic. */
    static List<Subject> generated(ModelDefinition definition, ModelState state, int count) {
        GenerativeModel model = ModelFamilies.named(definition.family()).load(definition, state);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] latent = new float[LATENT];
                    new RandomStream(i).fillGaussian(latent);
                    INDArray sample = model.generate(Nd4j.createFromArray(new float[][] {latent}));
                    Double logit = model.criticLogit(sample, null)
                            .map(logits -> logits.getDouble(0))
                            .orElse(null);
                    return Subject.generated("g%02d".formatted(i), latent, -1, logit);
                })
                .toList();
    }

    /** Rows {@code r00, r01, ...} of pixels. */
    static List<Subject> real(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    RandomStream random = new RandomStream(100 + i);
                    float[] pixels = new float[SIDE * SIDE];
                    for (int pixel = 0; pixel < pixels.length; pixel++) {
                        pixels[pixel] = random.nextInt(256) / 255f;
                    }
                    return Subject.real("r%02d".formatted(i), pixels, -1);
                })
                .toList();
    }

    static ExplanationConfig explanation(int partitions, List<String> targets, List<Integer> dimensions) {
        return new ExplanationConfig(
                100,
                List.of(),
                List.of("saliency", "input-x-gradient", "integrated-gradients", "occlusion"),
                targets,
                List.of(),
                dimensions,
                2,
                BaselineKind.BLACK,
                new LrpEpsilonConfig(1e-6),
                new IntegratedGradientsConfig(20),
                new AdaptiveIntegratedGradientsConfig(3, 27, 0.01),
                new SmoothGradConfig(5, 0.15),
                new GradientShapConfig(2, 10),
                new OcclusionConfig(4, 4),
                new RiseConfig(10, 3, 0.5),
                new KernelShapConfig(2, 14),
                new ExplanationQualityConfig(3, 4, 2, 8, 2, 0.02, 0.7),
                new AutomaticMethodsConfig(false, 200, 0, 10),
                new InternalsConfig(true, 4, 3, 2, 2, 16),
                new SurrogatesConfig(true, 60, 3, 2, 0.5),
                new SharedMapsConfig(false, 1, 1e-5, 1),
                partitions,
                3,
                0.05);
    }
}
