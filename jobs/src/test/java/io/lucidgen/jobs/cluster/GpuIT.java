package io.lucidgen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster whose workers believe to have a GPU, because a script says so: what Spark lends a task arrives where the task
 * computes, and is refused there, since this build has no use for it. It says nothing of how anything runs on a GPU.
 */
class GpuIT {

    private static final String[] ONE_EACH = {"spark.executor.resource.gpu.amount=1", "spark.task.resource.gpu.amount=1"
    };

    @TempDir
    private Path folder;

    private StandaloneCluster cluster;

    @BeforeEach
    void start() throws Exception {
        assumeThat(Path.of("target/lucidgen/lucidgen-jobs.jar"))
                .as("run mvn package first")
                .exists();
        Path script = Files.writeString(
                folder.resolve("discover.sh"), "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"3\"]}'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        cluster = StandaloneCluster.start(
                new CommandLine(folder.resolve("commands")),
                folder,
                "spark.worker.resource.gpu.amount=1",
                "spark.worker.resource.gpu.discoveryScript=" + script);
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void aGpuThatThisBuildCannotUseIsRefusedBeforeTheFirstRound() throws Exception {
        Workspace workspace = new Workspace(folder);
        Path root = workspace.root("root");
        cluster.submit(workspace.command("ingest", "gan", root)).endsWith(0);

        Outcome refused = cluster.submit(workspace.command("train", "gan", root), ONE_EACH)
                .endsWith(2);

        assertThat(refused.err().lines())
                .contains(
                        "Cannot use the GPU of a task for gpu=3: the arithmetic of this build is the CPU's. Build with"
                                + " -Pcuda, or leave out spark.executor.resource.gpu.amount and spark.task.resource.gpu.amount.");
        assertThat(refused.out()).doesNotContain("round 1 ");
        cluster.submit(workspace.command("train", "gan", root)).endsWith(0);

        Outcome generate = cluster.submit(workspace.command("generate", "gan", root), ONE_EACH)
                .endsWith(2);
        assertThat(generate.err()).contains("Cannot use the GPU of a task for gpu=3: ");
    }
}
