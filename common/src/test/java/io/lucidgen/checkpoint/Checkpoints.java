package io.lucidgen.checkpoint;

import io.lucidgen.data.Normalizer;
import io.lucidgen.data.SampleShape;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;

/** Small checkpoints with everything that large ones have. */
final class Checkpoints {

    static final String MODEL = "tiny";
    static final String RUN = "2024-03-01-0a1b2c3d";

    private Checkpoints() {}

    static String version(int rounds) {
        return RUN + "-r%06d".formatted(rounds);
    }

    static Checkpoint gan(int rounds, DataType precision) {
        return gan(version(rounds), rounds, precision);
    }

    static Checkpoint gan(String version, int rounds, DataType precision) {
        ModelDefinition definition = definition();
        TreeMap<String, SlotVector> slots = new TreeMap<>();
        definition.networks().forEach((name, network) -> {
            Network drawn = Network.initialised(network, precision, rounds);
            slots.put(ModelState.parametersOf(name), SlotVector.of(drawn.parameters()));
            slots.put(ModelState.firstMomentsOf(name), SlotVector.zeros(precision, 2 * network.parameterCount()));
        });
        Counters counters = new Counters(rounds, rounds * 20L, rounds * 5_120L);
        return new Checkpoint(
                definition, new ModelState(slots, counters, List.of(10L, 11L)), card(version, counters, definition));
    }

    static ModelDefinition definition() {
        Map<String, NetworkDefinition> networks = new LinkedHashMap<>();
        networks.put(
                "generator",
                NetworkDefinition.named("generator")
                        .input("latent", 3)
                        .dense("hidden1", "latent", 5, Weights.GLOROT_UNIFORM)
                        .relu("hidden1-relu", "hidden1")
                        .dense("pixels", "hidden1-relu", 4, Weights.GLOROT_UNIFORM)
                        .tanh("sample", "pixels")
                        .outputs("sample"));
        networks.put(
                "discriminator",
                NetworkDefinition.named("discriminator")
                        .input("x", 4)
                        .dense("hidden1", "x", 6, Weights.HE_NORMAL)
                        .leakyRelu("hidden1-leaky-relu", "hidden1", 0.2)
                        .dropout("hidden1-dropout", "hidden1-leaky-relu", 0.3)
                        .dense("logit", "hidden1-dropout", 1, Weights.GLOROT_UNIFORM)
                        .outputs("logit"));
        return new ModelDefinition("gan", SampleShape.image(1, 2, 2), Normalizer.symmetric(0, 255), 3, networks);
    }

    private static ModelCard card(String version, Counters counters, ModelDefinition definition) {
        TreeMap<String, Integer> parameters = new TreeMap<>();
        definition.networks().forEach((name, network) -> parameters.put(name, network.parameterCount()));
        return new ModelCard(
                new ModelCard.Model(MODEL, version, definition.family(), parameters),
                new ModelCard.Training(
                        "0.1.0",
                        new TreeMap<>(Map.of("training.rounds", "500")),
                        "0123456789abcdef".repeat(4),
                        new TreeMap<>(Map.of("run", 1L)),
                        counters,
                        Instant.parse("2024-03-01T01:00:00Z"),
                        Instant.parse("2024-03-01T02:00:00.5Z"),
                        2,
                        new TreeMap<>(Map.of("generator-loss", 0.69, "held-out-loss", Double.NaN))),
                Platform.current("3.5.7"));
    }
}
