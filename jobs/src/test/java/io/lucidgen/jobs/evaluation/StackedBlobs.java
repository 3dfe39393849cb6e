package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.Block;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Factor;
import io.lucidgen.data.SampleShape;
import java.util.List;
import java.util.stream.IntStream;

/** Three {@link LabelledBlobs} in each sample, one in each channel: 27 classes. */
final class StackedBlobs {
    static final int CHANNELS = 3;
    static final int COMBINATIONS = 27;

    private StackedBlobs() {}

    static DatasetDescription description(long train, long test) {
        DatasetDescription plain = LabelledBlobs.description(
                "stacked-blobs",
                train,
                test,
                SampleShape.image(CHANNELS, LabelledBlobs.SIDE, LabelledBlobs.SIDE),
                IntStream.range(0, COMBINATIONS).mapToObj(Integer::toString).toList());
        return new DatasetDescription(
                plain.schemaVersion(),
                plain.name(),
                plain.modality(),
                plain.shape(),
                plain.featureType(),
                plain.statistics(),
                plain.classNames(),
                plain.counts(),
                0,
                List.of(new Factor("red", 3), new Factor("green", 3), new Factor("blue", 3)),
                LabelledBlobs.CLASSES,
                plain.fingerprint());
    }

    /** A block of a worker; combinations take turns. */
    static Block block(long seed, int worker, int examples) {
        int[] labels = IntStream.range(0, examples).map(i -> i % COMBINATIONS).toArray();
        int[] digits = new int[CHANNELS * examples];
        for (int i = 0; i < examples; i++) {
            digits[CHANNELS * i] = labels[i] / 9;
            digits[CHANNELS * i + 1] = labels[i] / 3 % 3;
            digits[CHANNELS * i + 2] = labels[i] % 3;
        }
        return new Block(worker, 0, examples, LabelledBlobs.pictures(seed + 31L * worker, digits), labels);
    }
}
