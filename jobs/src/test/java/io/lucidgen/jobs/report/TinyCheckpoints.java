package io.lucidgen.jobs.report;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.checkpoint.Platform;
import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.Split;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;

/** Untrained models on images of 4 x 4 pixels. */
final class TinyCheckpoints {

    static final String FINGERPRINT = "0123456789abcdef".repeat(4);
    static final int FEATURES = 16;

    private static final List<String> GAN = List.of(
            "model.family=gan",
            "model.gan.generator-layers=[5, 7]",
            "model.adversarial.discriminator-layers=[6]",
            "model.adversarial.discriminator-dropout=0.3");
    private static final List<String> VAE = List.of(
            "model.family=vae",
            "explanation.latent-dimensions=[0]",
            "model.vae.encoder-layers=[6]",
            "model.vae.decoder-layers=[5]",
            "model.vae.kl-warmup-steps=0");

    private TinyCheckpoints() {}

    static Checkpoint gan() {
        return of(ModelConfig.GAN);
    }

    /** A GAN whose discriminator judges two samples together. */
    static Checkpoint packedGan() {
        return learned(ModelConfig.GAN, dataset(FINGERPRINT), "model.adversarial.packing=2");
    }

    static Checkpoint vae() {
        return of(ModelConfig.VAE);
    }

    static DatasetDescription dataset(String fingerprint) {
        return new DatasetDescription(
                DatasetDescription.SCHEMA_VERSION,
                "tiny-images",
                Modality.IMAGE,
                SampleShape.image(1, 4, 4),
                FeatureType.UINT8,
                new FeatureStatistics(0, 255, 72.9, 90, 100),
                List.of(),
                Map.of(Split.TRAIN, 100L, Split.TEST, 10L),
                3,
                fingerprint);
    }

    private static Checkpoint of(String family) {
        return learned(family, dataset(FINGERPRINT));
    }

    /** A model of a data set. */
    static Checkpoint learned(String family, DatasetDescription dataset, String... more) {
        List<String> settings = new ArrayList<>(List.of("model.name=tiny-" + family, "model.latent-size=3"));
        settings.addAll(family.equals(ModelConfig.GAN) ? GAN : VAE);
        settings.addAll(List.of(more));
        ModelConfig config =
                ConfigLoader.defaultsWith(settings.toArray(String[]::new)).model();
        ModelDefinition definition = ModelFamilies.named(family).define(config, dataset);
        TreeMap<String, SlotVector> slots = new TreeMap<>();
        TreeMap<String, Integer> parameters = new TreeMap<>();
        definition.networks().forEach((name, network) -> {
            Network drawn = Network.initialised(network, DataType.FLOAT, 7);
            slots.put(ModelState.parametersOf(name), SlotVector.of(drawn.parameters()));
            parameters.put(name, network.parameterCount());
        });
        Counters counters = new Counters(500, 10_000, 2_560_000);
        return new Checkpoint(
                definition,
                new ModelState(slots, counters, List.of(10L, 11L)),
                new ModelCard(
                        new ModelCard.Model(config.name(), "2026-03-14-5f0c2a91-r000500", family, parameters),
                        new ModelCard.Training(
                                "0.1.0",
                                new TreeMap<>(Map.of("training.rounds", "500")),
                                dataset.fingerprint(),
                                new TreeMap<>(Map.of("run", 1L)),
                                counters,
                                Instant.parse("2026-03-14T01:00:00Z"),
                                Instant.parse("2026-03-14T01:06:12Z"),
                                2,
                                new TreeMap<>(Map.of("generator-loss", 0.69))),
                        new Platform("17", "Linux 6", "amd64", "1.0.0-M2.1", "CpuBackend", "-onednn-avx2", "3.5.7")));
    }
}
