package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * The raw files that become a data set.
 *
 * @param name a part of the paths that the data set is written under
 * @param format the reader: {@code idx}, {@code stacked} or {@code shapes}
 * @param trainImages Hadoop URI or local path, gzip or not; so are the other three
 * @param classNames one name for each label from 0 on; empty: the labels are named by their numbers
 * @param maxBadFraction the share of unreadable records, in [0, 1], above which ingestion fails
 * @param shapes what is drawn where the format is {@code shapes}
 * @param stacked what is laid together where the format is {@code stacked}
 */
public record DatasetConfig(
        String name,
        String format,
        String trainImages,
        String trainLabels,
        String testImages,
        String testLabels,
        List<String> classNames,
        double maxBadFraction,
        ShapesConfig shapes,
        StackedConfig stacked)
        implements Serializable {

    /** Files of the IDX format. */
    public static final String IDX = "idx";

    /** The same files, of whose pictures three at a time become the channels of one. */
    public static final String STACKED = "stacked";

    /** No files: shapes are drawn. */
    public static final String SHAPES = "shapes";

    /** Settings that have a meaning only where files are read. */
    static final List<String> FILES_ONLY =
            List.of("train-images", "train-labels", "test-images", "test-labels", "class-names", "max-bad-fraction");

    private static final List<String> FORMATS = List.of(IDX, STACKED, SHAPES);

    /** @throws IllegalArgumentException when a setting is out of its range */
    public DatasetConfig {
        classNames = List.copyOf(classNames);
        new Problems()
                .name("name", name)
                .oneOf("format", format, FORMATS)
                .notBlank("train-images", trainImages)
                .notBlank("train-labels", trainLabels)
                .notBlank("test-images", testImages)
                .notBlank("test-labels", testLabels)
                .distinct("class-names", classNames)
                .within("max-bad-fraction", maxBadFraction, 0, 1)
                .refuse();
    }
}
