package io.lucidgen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.jobs.cluster.CommandLine.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The checkpoints of a {@link Workspace}'s GAN, as files. */
final class CheckpointFiles {
    private CheckpointFiles() {}

    /** Waits for the first complete checkpoint of a training. */
    static void awaitFirst(Running running, Path under) throws Exception {
        while (slotsOfLast(under).isEmpty()) {
            assertThat(running.process().isAlive())
                    .as(() -> "the training runs: " + running)
                    .isTrue();
            Thread.sleep(20);
        }
    }

    /** The slots of the newest complete checkpoint, by file. */
    static Map<String, String> slotsOfLast(Path under) throws IOException {
        Path models = under.resolve("models/small-gan");
        if (!Files.exists(models)) {
            return Map.of();
        }
        try (Stream<Path> versions = Files.list(models)) {
            List<Path> complete = versions.filter(version -> Files.exists(version.resolve("manifest.json")))
                    .sorted()
                    .toList();
            return complete.isEmpty()
                    ? Map.of()
                    : FileTree.contents(complete.get(complete.size() - 1).resolve("slots"));
        }
    }
}
