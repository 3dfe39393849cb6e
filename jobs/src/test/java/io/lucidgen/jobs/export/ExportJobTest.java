package io.lucidgen.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.checkpoint.Platform;
import io.lucidgen.config.WeightChoice;
import io.lucidgen.data.Normalizer;
import io.lucidgen.data.SampleShape;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector.FloatVector;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.NetworkDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportJobTest {

    private static final String VERSION = "2024-03-01-0a1b2c3d-r000050";

    @TempDir
    private Path folder;

    private FileSystem fileSystem;
    private org.apache.hadoop.fs.Path root;

    @BeforeEach
    void open() throws IOException {
        fileSystem = FileSystem.getLocal(new Configuration());
        root = new org.apache.hadoop.fs.Path(folder.resolve("root").toUri());
    }

    @Test
    void exportsTheLatestVersionUnderTheRootUnlessToldOtherwise() throws IOException {
        save();
        org.apache.hadoop.fs.Path elsewhere =
                new org.apache.hadoop.fs.Path(folder.resolve("elsewhere").toUri());

        new ExportJob(fileSystem, root).run("tiny", Optional.empty(), WeightChoice.EMA, Optional.empty());
        new ExportJob(fileSystem, root).run("tiny", Optional.of(VERSION), WeightChoice.EMA, Optional.of(elsewhere));

        Path inside = folder.resolve("root/exports/tiny").resolve(VERSION);
        for (String file : List.of("weights.npz", "network.json", "card.json")) {
            assertThat(inside.resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("elsewhere").resolve(file));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsWrongUsage() throws IOException {
        save();
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        org.apache.hadoop.fs.Path below =
                new org.apache.hadoop.fs.Path(file.resolve("export").toUri());

        assertThatThrownBy(() -> new ExportJob(fileSystem, root)
                        .run("tiny", Optional.empty(), WeightChoice.EMA, Optional.of(below)))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageStartingWith("Cannot write the export for folder=");
        assertThat(file).hasContent("in the way");
    }

    @Test
    void aModelThatWasNeverTrainedIsBadDataAndNotAFailure() {
        assertThatThrownBy(() -> new ExportJob(fileSystem, root)
                        .run("tiny", Optional.empty(), WeightChoice.EMA, Optional.empty()))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
                .hasMessageContaining("model.name=tiny");
    }

    @Test
    void inspectionShowsCardNetworksAndSlots() throws IOException {
        save();

        assertThat(new CheckpointInspection(fileSystem, root).lines("tiny", Optional.empty()))
                .contains(
                        "tiny " + VERSION + " (gan)",
                        "  rounds: 50",
                        "  training.rounds: 500",
                        "Network generator, 8 parameters",
                        "  latent: input, 1",
                        "  pixels: dense of latent, 4",
                        "  generator.parameters: 8 values, float, not all finite");
    }

    private void save() throws IOException {
        NetworkDefinition generator = NetworkDefinition.named("generator")
                .input("latent", 1)
                .dense("pixels", "latent", 4, Weights.GLOROT_UNIFORM)
                .outputs("pixels");
        ModelDefinition definition = new ModelDefinition(
                "gan", SampleShape.image(1, 2, 2), Normalizer.symmetric(0, 255), 1, Map.of("generator", generator));
        FloatVector parameters = new FloatVector(new float[] {1, 2, 3, 4, 5, 6, 7, Float.NaN});
        Counters counters = new Counters(50, 1_000, 128_000);
        ModelCard card = new ModelCard(
                new ModelCard.Model("tiny", VERSION, "gan", new TreeMap<>(Map.of("generator", 8))),
                new ModelCard.Training(
                        "0.1.0",
                        new TreeMap<>(Map.of("training.rounds", "500")),
                        "0123456789abcdef",
                        new TreeMap<>(Map.of("run", 1L)),
                        counters,
                        Instant.parse("2024-03-01T01:00:00Z"),
                        Instant.parse("2024-03-01T02:00:00Z"),
                        2,
                        new TreeMap<>()),
                Platform.current(""));
        ModelState state =
                new ModelState(new TreeMap<>(Map.of("generator.parameters", parameters)), counters, List.of());
        new CheckpointStore(fileSystem, root).save(new Checkpoint(definition, state, card));
    }
}
