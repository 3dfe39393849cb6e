package io.lucidgen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lucidgen.jobs.cluster.CommandLine.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of a real cluster die or hang in the middle of a training, which ends with the same bits as without that. */
class FaultsIT {
    private static final String ROUNDS = "training.rounds=60";
    private static final String LAST_ROUND = "round 60 ";

    @TempDir
    static Path folder;

    private static Workspace workspace;
    private static Path datasets;
    private static Map<String, String> undisturbed;

    @TempDir
    private Path of;

    private CommandLine commands;
    private StandaloneCluster cluster;

    @BeforeAll
    static void trainUndisturbed() throws Exception {
        assumeThat(Path.of("target/lucidgen/lucidgen-jobs.jar"))
                .as("run mvn package first")
                .exists();
        workspace = new Workspace(folder);
        Path root = workspace.root("undisturbed");
        CommandLine local = new CommandLine(folder.resolve("local"));
        for (String command : List.of("ingest", "train")) {
            local.run("submit.sh", CommandLine.local(workspace.command(command, "gan", root, ROUNDS)))
                    .endsWith(0);
        }
        datasets = root.resolve("datasets");
        undisturbed = CheckpointFiles.slotsOfLast(root);
        assertThat(undisturbed).isNotEmpty();
    }

    @BeforeEach
    void startCluster() throws Exception {
        commands = new CommandLine(of.resolve("commands"));
        cluster = StandaloneCluster.start(commands, of);
    }

    @AfterEach
    void stopCluster() throws Exception {
        cluster.close();
    }

    @Test
    void anExecutorThatIsKilled() throws Exception {
        endsWithTheSameBits(ProcessHandle::destroyForcibly);
    }

    @Test
    void anExecutorThatHangsIsGivenUpAfterAWhile() throws Exception {
        ProcessHandle hung = endsWithTheSameBits(
                executor -> signal("STOP", executor),
                "spark.executor.heartbeatInterval=1s",
                "spark.network.timeout=8s",
                "spark.network.timeoutInterval=2s",
                "spark.storage.blockManagerHeartbeatTimeoutMs=8s");
        hung.destroyForcibly();
    }

    @Test
    void aWorkerThatIsKilledTakesItsExecutorWithIt() throws Exception {
        endsWithTheSameBits(executor -> executor.parent().orElseThrow().destroyForcibly());
    }

    private interface Fault {
        void strike(ProcessHandle executor) throws Exception;
    }

    private ProcessHandle endsWithTheSameBits(Fault fault, String... spark) throws Exception {
        Path root = of.resolve("root");
        FileTree.copy(datasets, root.resolve("datasets"));
        Running running =
                commands.start("submit.sh", cluster.arguments(workspace.command("train", "gan", root, ROUNDS), spark));
        CheckpointFiles.awaitFirst(running, root);
        ProcessHandle executor = cluster.executors().stream()
                .max(Comparator.comparing(ProcessHandle::pid))
                .orElseThrow();

        fault.strike(executor);

        assertThat(Files.readString(running.out())).as("it was too late").doesNotContain(LAST_ROUND);
        running.outcome().endsWith(0);
        assertThat(CheckpointFiles.slotsOfLast(root)).isEqualTo(undisturbed);
        return executor;
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }
}
