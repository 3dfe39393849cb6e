package io.lucidgen.data;

import io.lucidgen.error.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads grey images and their labels from pairs of IDX files, the format of MNIST and its relatives. */
public final class IdxReader implements DatasetReader {

    /** The files of one split, record n of the one belonging to record n of the other. */
    public record Files(RawFile images, RawFile labels) {}

    static final int IMAGE_RANK = 3;
    static final int LABEL_RANK = 1;
    private static final int DIGITS = 10;

    private final Map<Split, Files> files;
    private final List<String> classNames;

    /**
     * @param files of every split
     * @param classNames one for each label; empty: the digits 0 to 9
     */
    public IdxReader(Map<Split, Files> files, List<String> classNames) {
        this.files = new EnumMap<>(files);
        this.classNames = classNames.isEmpty()
                ? IntStream.range(0, DIGITS).mapToObj(Integer::toString).toList()
                : List.copyOf(classNames);
    }

    @Override
    public DatasetLayout layout() {
        SampleShape shape = null;
        RawFile first = null;
        for (Files pair : files.values()) {
            SampleShape other = shapeOf(pair.images());
            if (shape == null) {
                shape = other;
                first = pair.images();
            } else if (!shape.equals(other)) {
                throw UserException.data(
                        "read raw data",
                        pair.images().setting(),
                        pair.images().location(),
                        "its images are " + size(other) + " but those of " + first.setting() + " are " + size(shape),
                        "Use files of one dataset");
            }
        }
        return new DatasetLayout(Modality.IMAGE, shape, FeatureType.UINT8, classNames);
    }

    @Override
    public SourceRecords open(Split split) {
        Files pair = files.get(split);
        return IdxRecords.open(split, pair.images(), pair.labels(), classNames.size());
    }

    private static SampleShape shapeOf(RawFile images) {
        try (IdxFile idx = IdxFile.open(images, IMAGE_RANK)) {
            return SampleShape.image(1, idx.dimension(1), idx.dimension(2));
        } catch (IOException e) {
            throw new UncheckedIOException("closing " + images.location() + " failed", e);
        }
    }

    private static String size(SampleShape shape) {
        return shape.axes().get(1).size() + " x " + shape.axes().get(2).size();
    }
}
