package io.lucidgen.notebooks;

import io.lucidgen.jobs.cli.Main;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tables as the commands write them: a small GAN on a small data set, as the command line runs it. */
final class JobTables {
    static final int SIDE = 8;
    static final int CLASSES = 4;

    private static final int IMAGE_MAGIC = 0x803;
    private static final int LABEL_MAGIC = 0x801;

    private final Path root;
    private final Path config;

    /** Writes the raw files and the configuration below a folder. */
    JobTables(Path folder) throws IOException {
        this.root = folder.resolve("root");
        this.config = folder.resolve("small.conf");
        write(folder.resolve("train"), 400, 1);
        write(folder.resolve("test"), 160, 2);
        Files.writeString(config, """
                lucidgen {
                  root = "%1$s/root"
                  dataset {
                    name = "quadrants"
                    train-images = "%1$s/train-images"
                    train-labels = "%1$s/train-labels"
                    test-images = "%1$s/test-images"
                    test-labels = "%1$s/test-labels"
                    class-names = ["upper left", "upper right", "lower left", "lower right"]
                  }
                  model {
                    name = "small"
                    latent-size = 4
                    gan { generator-layers = [16] }, adversarial { discriminator-layers = [16] }
                  }
                  training {
                    batch-size = 20, rounds = 4, held-out-examples = 40, held-out-every = 2, checkpoint-every = 4
                  }
                  averaging { workers = 2, local-steps = 3, block-size = 64 }
                  generation { samples = 40, grid-rows = 2, grid-columns = 4, partitions = 2 }
                  explanation {
                    quality { samples = 2, curve-steps = 4, neighbours = 1 }
                    samples = 6, integrated-gradients.steps = 8, occlusion { window = 4, stride = 4 }, partitions = 2
                  }
                  evaluation { scorer-epochs = 2, reference-examples = 80, bootstrap = 10 }
                }
                """.formatted(folder));
    }

    Path root() {
        return root;
    }

    /** Runs a command; one that fails prints why and ends the process. */
    void run(String command, String date, String... settings) throws Exception {
        Sessions.configure();
        List<String> line = new ArrayList<>(List.of(command, "--config", config.toString(), "--run-date", date));
        for (String setting : settings) {
            line.add("--set");
            line.add(setting);
        }
        Main.main(line.toArray(String[]::new));
    }

    /** Pictures of noise with one bright quadrant, which is their class. */
    private static void write(Path name, int count, long seed) throws IOException {
        Random random = new Random(seed);
        ByteBuffer images = ByteBuffer.allocate(4 * Integer.BYTES + count * SIDE * SIDE);
        images.putInt(IMAGE_MAGIC).putInt(count).putInt(SIDE).putInt(SIDE);
        ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + count);
        labels.putInt(LABEL_MAGIC).putInt(count);
        for (int i = 0; i < count; i++) {
            int label = i % CLASSES;
            labels.put((byte) label);
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                int quadrant = pixel / SIDE / (SIDE / 2) * 2 + pixel % SIDE / (SIDE / 2);
                images.put((byte) (random.nextInt(60) + (quadrant == label ? 180 : 0)));
            }
        }
        Files.write(name.resolveSibling(name.getFileName() + "-images"), images.array());
        Files.write(name.resolveSibling(name.getFileName() + "-labels"), labels.array());
    }
}
