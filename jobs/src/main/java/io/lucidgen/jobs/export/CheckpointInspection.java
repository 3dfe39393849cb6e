package io.lucidgen.jobs.export;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.checkpoint.Platform;
import io.lucidgen.jobs.run.VersionChoice;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.TensorShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Shows what a checkpoint holds: its card, its networks and its slots.
 *
 * <h2>Input</h2>
 *
 * <p>A version of a model under {@code <root>/models}; the latest one unless another is named. All of its files are
 * read and checked against their sha256, so a version that can be shown can also be loaded.
 *
 * <h2>Output</h2>
 *
 * <p>Lines for people.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh -- inspect --config conf/tutorial-stable.conf
 * }</pre>
 */
public final class CheckpointInspection {

    private final CheckpointStore store;

    /** @param root the folder under which everything of an installation lies */
    public CheckpointInspection(FileSystem fileSystem, Path root) {
        this.store = new CheckpointStore(fileSystem, root);
    }

    /**
     * The lines about a version.
     *
     * @param version the version, or empty for the latest
     * @throws io.lucidgen.error.UserException if there is no such version, or it is damaged
     * @throws IOException if reading fails
     */
    public List<String> lines(String model, Optional<String> version) throws IOException {
        Checkpoint checkpoint = VersionChoice.load(store, model, version);
        List<String> lines = new ArrayList<>();
        addCard(lines, checkpoint.card());
        checkpoint.definition().networks().forEach((name, network) -> addNetwork(lines, name, network));
        addSlots(lines, checkpoint);
        return lines;
    }

    private static void addCard(List<String> lines, ModelCard card) {
        ModelCard.Training training = card.training();
        lines.add(card.model().name() + " " + card.model().version() + " ("
                + card.model().family() + ")");
        lines.add("");
        lines.add("Training");
        add(lines, "rounds", training.counters().rounds());
        add(lines, "steps of each worker", training.counters().steps());
        add(lines, "examples", training.counters().examples());
        add(lines, "workers", training.workers());
        add(lines, "started", training.started());
        add(lines, "finished", training.finished());
        add(lines, "code", training.codeVersion());
        add(lines, "data", training.dataFingerprint());
        training.seeds().forEach((name, seed) -> add(lines, "seed of " + name, seed));
        training.figures().forEach((name, figure) -> add(lines, name, figure));
        addSection(lines, "Configuration", training.configuration());
        addPlatform(lines, card.platform());
    }

    private static void addPlatform(List<String> lines, Platform platform) {
        lines.add("");
        lines.add("Platform");
        add(lines, "java", platform.java());
        add(lines, "system", platform.operatingSystem() + " " + platform.architecture());
        add(lines, "nd4j", platform.nd4j() + " " + platform.backend() + " " + platform.nativeVariant());
        add(lines, "spark", platform.spark().isEmpty() ? "none" : platform.spark());
    }

    private static void addNetwork(List<String> lines, String name, NetworkDefinition network) {
        Map<String, TensorShape> shapes = network.shapes();
        lines.add("");
        lines.add(number("Network " + name + ", %,d parameters", network.parameterCount()));
        network.inputs().forEach((input, shape) -> add(lines, input, "input, " + shape));
        for (NetworkDefinition.Node node : network.nodes()) {
            add(
                    lines,
                    node.name(),
                    node.operation().label() + " of " + String.join(", ", node.inputs()) + ", "
                            + shapes.get(node.name()));
        }
    }

    private static void addSlots(List<String> lines, Checkpoint checkpoint) {
        lines.add("");
        lines.add("Slots");
        checkpoint
                .state()
                .slots()
                .forEach((name, slot) -> add(
                        lines,
                        name,
                        number("%,d values, ", slot.length())
                                + slot.precision().name().toLowerCase(Locale.ROOT)
                                + (slot.isFinite() ? "" : ", not all finite")));
        add(lines, "examples consumed by each worker", checkpoint.state().cursors());
    }

    private static void addSection(List<String> lines, String title, Map<String, ?> values) {
        lines.add("");
        lines.add(title);
        values.forEach((name, value) -> add(lines, name, value));
    }

    private static void add(List<String> lines, String name, Object value) {
        lines.add("  " + name + ": " + value);
    }

    private static String number(String format, long value) {
        return String.format(Locale.ROOT, format, value);
    }
}
