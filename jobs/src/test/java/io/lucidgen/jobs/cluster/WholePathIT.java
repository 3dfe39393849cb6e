package io.lucidgen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lucidgen.jobs.cluster.CommandLine.Running;
import io.lucidgen.jobs.run.RunLedger;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.run.RunOutput;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.TrainingHistoryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every command, run by {@code submit.sh} on a master and two workers that {@code cluster.sh} started. */
class WholePathIT {
    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    /** The commands after {@code ingest}, in order. */
    private static final List<String> COMMANDS = List.of("train", "generate", "explain", "evaluate", "report");

    private static final int METHODS = 4;
    private static final int SURELY_NOT_DONE = 60;

    @TempDir
    static Path folder;

    private static CommandLine commands;
    private static StandaloneCluster cluster;
    private static Workspace workspace;
    private static Path root;

    @BeforeAll
    static void startAndIngest() throws Exception {
        assumeThat(Path.of("target/lucidgen/lucidgen-jobs.jar"))
                .as("run mvn package first")
                .exists();
        commands = new CommandLine(folder.resolve("commands"));
        workspace = new Workspace(folder);
        root = workspace.root("a root");
        cluster = StandaloneCluster.start(commands, folder);
        cluster.submit(workspace.command("ingest", "gan", root)).endsWith(0);
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void everyCommandDoesItsWorkOnceAndIsThenDone() throws Exception {
        wholePath("gan", Workspace.EXPLAINED * METHODS);

        Map<String, String> before = FileTree.state(root);
        // All at once, as when a night's commands were scheduled twice.
        List<Running> again = new ArrayList<>();
        for (String command : withIngest()) {
            again.add(commands.start("submit.sh", CommandLine.local(workspace.command(command, "gan", root))));
        }
        for (Running running : again) {
            assertThat(running.outcome().endsWith(0).out()).contains("already done");
        }
        assertThat(FileTree.state(root)).isEqualTo(before);
    }

    @Test
    void aVaeGoesTheSameWay() throws Exception {
        wholePath("vae", Workspace.EXPLAINED * METHODS * (1 + Workspace.LATENT_DIMENSIONS));
    }

    private static void wholePath(String family, long maps) throws Exception {
        String model = "small-" + family;
        for (String command : COMMANDS) {
            cluster.submit(workspace.command(command, family, root)).endsWith(0);
        }

        assertThat(cluster.executorsOf("train " + model)).containsExactly("0", "1");
        List<RunManifest> runs =
                runs(root).stream().filter(run -> run.subject().equals(model)).toList();
        assertThat(runs).extracting(RunManifest::command).containsExactlyElementsOf(COMMANDS);
        Map<String, Dataset<Row>> tables = new TreeMap<>();
        for (RunManifest run : runs) {
            run.outputs().stream().filter(RunOutput::table).forEach(output -> {
                Dataset<Row> rows = SPARK.session().read().parquet(output.path());
                assertThat(rows.count())
                        .as(output.name())
                        .isEqualTo(output.rows())
                        .isPositive();
                tables.put(output.name(), rows);
            });
        }
        assertThat(tables)
                .containsOnlyKeys(
                        "training_history",
                        "samples",
                        "explanations",
                        "explanation_scores",
                        "part_effects",
                        "effect_edges",
                        "latent_directions",
                        "findings",
                        "surrogates",
                        "sample_scores",
                        "model_scores");
        Dataset<Row> rounds = tables.get("training_history")
                .select(TrainingHistoryTable.ROUND)
                .distinct();
        assertThat(rounds.count()).isEqualTo(Workspace.ROUNDS);
        assertThat(tables.get("samples").count()).isEqualTo(Workspace.SAMPLES);
        assertThat(tables.get("sample_scores").count()).isEqualTo(Workspace.SAMPLES);
        assertThat(tables.get("explanations").count()).isEqualTo(maps);
        assertThat(tables.get("explanation_scores").count()).isEqualTo(maps);
        assertThat(output(runs, "checkpoint").resolve("manifest.json")).exists();
        assertThat(output(runs, "report")).content().contains(model, "</html>");
    }

    @Test
    void aTrainingWhoseDriverIsKilledEndsLikeOneThatIsNot() throws Exception {
        Path whole = workspace.root("whole");
        Path killed = workspace.root("killed");
        FileTree.copy(root.resolve("datasets"), whole.resolve("datasets"));
        FileTree.copy(root.resolve("datasets"), killed.resolve("datasets"));
        String rounds = "training.rounds=" + SURELY_NOT_DONE;
        commands.run("submit.sh", CommandLine.local(workspace.command("train", "gan", whole, rounds)))
                .endsWith(0);

        List<String> train = workspace.command("train", "gan", killed, rounds);
        Running running = commands.start("submit.sh", cluster.arguments(train));
        CheckpointFiles.awaitFirst(running, killed);
        running.process().destroyForcibly();
        running.outcome().endsWith(128 + 9);
        assertThat(runs(killed)).isEmpty();

        assertThat(cluster.submit(train).endsWith(0).out()).contains("resuming after round ");
        Map<String, String> parameters = CheckpointFiles.slotsOfLast(killed);
        assertThat(parameters).containsKeys("generator.parameters.bin", "discriminator.parameters.bin");
        assertThat(parameters).isEqualTo(CheckpointFiles.slotsOfLast(whole));
    }

    @Test
    void aTruncatedFileIsBadDataAndLeavesNothing() throws Exception {
        Path cut = folder.resolve("cut-images");
        byte[] images = Files.readAllBytes(workspace.raw(0));
        Files.write(cut, images, StandardOpenOption.CREATE);
        try (var file = Files.newByteChannel(cut, StandardOpenOption.WRITE)) {
            file.truncate(images.length - 100L);
        }
        Path none = workspace.root("none");

        cluster.submit(workspace.command("ingest", "gan", none, "dataset.train-images=" + cut))
                .endsWith(3)
                .saysInOneLine("cut-images");
        assertThat(FileTree.contents(none)).isEmpty();
    }

    @Test
    void anUnknownSettingIsWrongUsageAndStartsNothing() throws Exception {
        Path none = workspace.root("nothing");

        assertThat(cluster.submit(workspace.command("train", "gan", none, "training.round=5"))
                        .endsWith(2)
                        .err())
                .startsWith("Cannot use the settings")
                .contains("training.round is not a setting")
                .doesNotContain("\tat ");
        assertThat(none).doesNotExist();
    }

    @Test
    void aSecondClusterIsRefused() throws Exception {
        commands.run("cluster.sh", List.of("start")).endsWith(2).saysInOneLine("one is running already");
    }

    private static List<String> withIngest() {
        List<String> all = new ArrayList<>(List.of("ingest"));
        all.addAll(COMMANDS);
        return all;
    }

    private static List<RunManifest> runs(Path under) throws IOException {
        FileSystem files = FileSystem.getLocal(new Configuration());
        return new RunLedger(files, new org.apache.hadoop.fs.Path(under.toUri()))
                .on(LocalDate.parse(Workspace.RUN_DATE));
    }

    private static Path output(List<RunManifest> runs, String name) {
        String path = runs.stream()
                .flatMap(run -> run.output(name).stream())
                .findFirst()
                .orElseThrow()
                .path();
        return Path.of(new org.apache.hadoop.fs.Path(path).toUri().getPath());
    }
}
