package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.Block;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.Split;
import io.lucidgen.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small pictures of three classes that are easy to tell apart: which third of the rows is bright. */
final class LabelledBlobs {
    static final int SIDE = 6;
    static final int FEATURES = SIDE * SIDE;
    static final int CLASSES = 3;

    private LabelledBlobs() {}

    static DatasetDescription description(long train, long test) {
        return description("blobs", train, test, SampleShape.image(1, SIDE, SIDE), List.of("top", "middle", "bottom"));
    }

    static DatasetDescription description(
            String name, long train, long test, SampleShape shape, List<String> classNames) {
        return new DatasetDescription(
                1,
                name,
                Modality.IMAGE,
                shape,
                FeatureType.UINT8,
                new FeatureStatistics(0, 255, 100, 80, train),
                classNames,
                Map.of(Split.TRAIN, train, Split.TEST, test),
                0,
                "0123456789abcdef".repeat(4));
    }

    /** Blocks of a worker; classes take turns. */
    static List<Block> blocks(long seed, int worker, int examples, int blockSize) {
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < examples; from += blockSize) {
            int count = Math.min(blockSize, examples - from);
            int[] labels = new int[count];
            for (int i = 0; i < count; i++) {
                labels[i] = (from + i) % CLASSES;
            }
            blocks.add(new Block(worker, blocks.size(), count, pictures(seed + 31L * worker + from, labels), labels));
        }
        return blocks;
    }

    /** Pictures {@code [labels, FEATURES]} of given classes. */
    static byte[] pictures(long seed, int[] labels) {
        RandomStream random = new RandomStream(seed);
        byte[] pictures = new byte[labels.length * FEATURES];
        for (int i = 0; i < pictures.length; i++) {
            boolean bright = i % FEATURES / (FEATURES / CLASSES) == labels[i / FEATURES];
            pictures[i] = (byte) Math.max(0, Math.min(255, (bright ? 180 : 60) + 30 * random.nextGaussian()));
        }
        return pictures;
    }
}
