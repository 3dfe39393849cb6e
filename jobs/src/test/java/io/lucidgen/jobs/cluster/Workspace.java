package io.lucidgen.jobs.cluster;

import io.lucidgen.data.IdxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Raw files of small made-up pictures, and configurations of small models of them. */
final class Workspace {
    static final String RUN_DATE = "2026-03-14";
    static final int ROUNDS = 6;
    static final int SAMPLES = 24;
    static final int EXPLAINED = 6;
    static final int LATENT_DIMENSIONS = 2;

    private static final int TRAIN = 600;
    private static final int TEST = 200;
    private static final int SIDE = 12;

    private final Path folder;

    Workspace(Path folder) throws IOException {
        this.folder = folder;
        IdxFiles.write(folder.resolve("raw"), TRAIN, TEST, SIDE, SIDE);
        for (String family : List.of("gan", "vae")) {
            Files.writeString(folder.resolve(family + ".conf"), configuration(family));
        }
    }

    Path root(String name) {
        return folder.resolve(name);
    }

    Path raw(int file) {
        return folder.resolve("raw").resolve(IdxFiles.NAMES.get(file));
    }

    /** A command with a family's configuration under a root, and what else is set. */
    List<String> command(String name, String family, Path root, String... settings) {
        List<String> command = new ArrayList<>(List.of(name, "--run-date", RUN_DATE));
        command.addAll(List.of("--config", folder.resolve(family + ".conf").toString()));
        command.addAll(List.of("--set", "root=" + root));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        return command;
    }

    private String configuration(String family) {
        return """
                lucidgen {
                  dataset {
                    name = "made-up"
                    train-images = "%s"
                    train-labels = "%s"
                    test-images = "%s"
                    test-labels = "%s"
                  }
                  model { name = "small-%s", family = "%s", latent-size = 4, %s }
                  training { batch-size = 16, rounds = %d, held-out-examples = 64, held-out-every = 2, checkpoint-every = 2 }
                  averaging { workers = 2, local-steps = 3 }
                  generation { samples = %d, grid-rows = 2, grid-columns = 4, partitions = 2 }
                  explanation {
                    quality { samples = 2, curve-steps = 4, neighbours = 1 }
                    samples = %d, latent-dimensions = [0, 1], integrated-gradients.steps = 10, partitions = 2
                    occlusion { window = 4, stride = 4 }
                  }
                  evaluation { scorer-epochs = 1, reference-examples = 100, neighbours = 3, bootstrap = 5 }
                  report { samples = 3 }
                }
                """.formatted(
                        raw(0),
                        raw(1),
                        raw(2),
                        raw(3),
                        family,
                        family,
                        family.equals("gan")
                                ? "gan { generator-layers = [16] }, adversarial { discriminator-layers = [16] }"
                                : "vae { encoder-layers = [16], decoder-layers = [16] }",
                        ROUNDS,
                        SAMPLES,
                        EXPLAINED);
    }
}
