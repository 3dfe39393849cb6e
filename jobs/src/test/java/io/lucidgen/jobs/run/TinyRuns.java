package io.lucidgen.jobs.run;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.IdxFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Contexts of jobs on a dataset of 96 training and 40 test images of 4 x 4 pixels, which the first one writes. */
public final class TinyRuns {
    public static final LocalDate DATE = LocalDate.of(2026, 3, 1);

    private static final int TRAIN = 96;
    private static final int TEST = 40;
    private static final int SIDE = 4;

    private final SparkSession spark;
    private final Path folder;
    private final List<String> lines = new ArrayList<>();

    /** @param folder empty; holds the raw files and the roots */
    public TinyRuns(SparkSession spark, Path folder) throws IOException {
        this.spark = spark;
        this.folder = folder;
        IdxFiles.write(folder.resolve("raw"), TRAIN, TEST, SIDE, SIDE);
    }

    /** What the jobs told the user. */
    public List<String> lines() {
        return lines;
    }

    /** A context whose jobs read the raw files and write under a root of this name. */
    public JobContext context(String root, String... settings) throws IOException {
        return context(root, lines::add, settings);
    }

    public JobContext context(String root, Console console, String... settings) throws IOException {
        return JobContext.of(spark, config(root, settings), DATE, console);
    }

    /** A context whose driver dies as soon as it tells the user a line that begins like this. */
    public JobContext dyingAt(String line, String root, String... settings) throws IOException {
        return context(
                root,
                said -> {
                    if (said.startsWith(line)) {
                        throw new IllegalStateException("the driver dies");
                    }
                },
                settings);
    }

    /** Small settings: two workers, six rounds of two steps, a checkpoint every second round. */
    public LucidgenConfig config(String root, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "root=" + folder.resolve(root),
                "dataset.name=tiny",
                "model.name=tiny-model",
                "model.latent-size=3",
                "explanation.latent-dimensions=[0, 1]",
                "training.batch-size=8",
                "training.rounds=6",
                "training.held-out-examples=16",
                "training.held-out-every=3",
                "training.checkpoint-every=2",
                "averaging.workers=2",
                "averaging.local-steps=2",
                "averaging.block-size=16",
                "averaging.chunk-size=64",
                "generation.samples=12",
                "generation.grid-rows=2",
                "generation.grid-columns=3"));
        List<String> raw = List.of("train-images", "train-labels", "test-images", "test-labels");
        for (int i = 0; i < raw.size(); i++) {
            all.add("dataset." + raw.get(i) + "=" + folder.resolve("raw").resolve(IdxFiles.NAMES.get(i)));
        }
        all.addAll(List.of(settings));
        return ConfigLoader.resolve(Optional.empty(), all, new Configuration()).config();
    }

    /** Settings of a small GAN. */
    public static String[] gan(String... more) {
        return with(
                more,
                "model.family=gan",
                "model.gan.generator-layers=[8]",
                "model.adversarial.discriminator-layers=[8]");
    }

    /** Settings of a small VAE. */
    public static String[] vae(String... more) {
        return with(more, "model.family=vae", "model.vae.encoder-layers=[8]", "model.vae.decoder-layers=[8]");
    }

    /** Settings of a small model of convolutions, of any family. */
    public static String[] convolutional(String family, String... more) {
        return with(
                more,
                "model.family=" + family,
                "model.architecture=convolutional",
                "model.convolutions.filters=[3, 4]",
                "model.convolutions.hidden-units=5");
    }

    private static String[] with(String[] more, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
