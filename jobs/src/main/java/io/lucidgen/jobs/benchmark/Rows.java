package io.lucidgen.jobs.benchmark;

import io.lucidgen.data.Block;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.Sample;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.data.Split;
import io.lucidgen.random.RandomStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The images that both sides of every comparison train on: few enough to lie in memory, repeated to any length.
 *
 * @param features {@code [n, 784]}, unsigned bytes, row-major
 * @param labels {@code [n]}, 0 or 1: which half of the classes an image is of
 */
record Rows(byte[] features, int[] labels) implements Serializable {

    static final int SIDE = 28;
    static final int PIXELS = SIDE * SIDE;

    private static final int BRIGHTEST = 255;
    private static final double GRAY = 127.5;
    private static final String FINGERPRINT = "benchmark-of-28-by-28-images";

    Rows {
        if (labels.length == 0 || features.length != labels.length * PIXELS) {
            throw new IllegalArgumentException(labels.length + " images of " + features.length + " pixels in all");
        }
    }

    /** Real images. */
    static Rows of(List<Sample> samples, int classes) {
        byte[] features = new byte[samples.size() * PIXELS];
        int[] labels = new int[samples.size()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(samples.get(i).features(), 0, features, i * PIXELS, PIXELS);
            labels[i] = 2 * samples.get(i).label() >= classes ? 1 : 0;
        }
        return new Rows(features, labels);
    }

    /** Images of noise, for where there are no others: the arithmetic takes as long. */
    static Rows noise(int count, long seed) {
        RandomStream random = new RandomStream(seed);
        byte[] features = new byte[count * PIXELS];
        for (int i = 0; i < features.length; i++) {
            features[i] = (byte) random.nextInt(BRIGHTEST + 1);
        }
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
        }
        return new Rows(features, labels);
    }

    /** Reads the pixels that {@link #write} wrote; the labels are zeros. */
    static Rows read(Path file) throws IOException {
        byte[] features = Files.readAllBytes(file);
        return new Rows(features, new int[features.length / PIXELS]);
    }

    /** Writes the pixels alone, as the peers read them. */
    void write(Path file) throws IOException {
        Files.write(file, features);
    }

    /** What a dataset of so many of these images says of itself. */
    static DatasetDescription description(long examples) {
        return new DatasetDescription(
                DatasetDescription.SCHEMA_VERSION,
                "benchmark",
                Modality.IMAGE,
                SampleShape.image(1, SIDE, SIDE),
                FeatureType.UINT8,
                new FeatureStatistics(0, BRIGHTEST, GRAY, GRAY, examples),
                List.of("first-half", "second-half"),
                Map.of(Split.TRAIN, examples),
                0,
                FINGERPRINT);
    }

    /** A block of a worker's shard; shards repeat the images, each from another one on. */
    Block block(ShardPlan plan, int worker, int index) {
        int count = plan.blockCount(worker, index);
        byte[] blockFeatures = new byte[count * PIXELS];
        int[] blockLabels = new int[count];
        long first = worker * plan.shardSize(worker) + (long) index * plan.blockSize();
        for (int i = 0; i < count; i++) {
            int row = (int) ((first + i) % labels.length);
            System.arraycopy(features, row * PIXELS, blockFeatures, i * PIXELS, PIXELS);
            blockLabels[i] = labels[row];
        }
        return new Block(worker, index, count, blockFeatures, blockLabels);
    }
}
