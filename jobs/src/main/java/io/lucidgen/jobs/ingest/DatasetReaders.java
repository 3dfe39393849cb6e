package io.lucidgen.jobs.ingest;

import io.lucidgen.config.DatasetConfig;
import io.lucidgen.data.DatasetReader;
import io.lucidgen.data.IdxReader;
import io.lucidgen.data.RawFile;
import io.lucidgen.data.ShapesReader;
import io.lucidgen.data.Split;
import io.lucidgen.data.StackedReader;
import io.lucidgen.error.UserException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Finds the reader of a format: the one place to name a new one. */
final class DatasetReaders {
    private DatasetReaders() {}

    static DatasetReader open(DatasetConfig config, Configuration hadoop) {
        if (config.format().equals(DatasetConfig.IDX)) {
            return idx(config, hadoop);
        }
        if (config.format().equals(DatasetConfig.STACKED)) {
            return new StackedReader(idx(config, hadoop), config.stacked());
        }
        if (config.format().equals(DatasetConfig.SHAPES)) {
            return new ShapesReader(config.shapes());
        }
        throw UserException.usage(
                "read raw data",
                "dataset.format",
                config.format(),
                "there is no reader for it",
                "Set it to idx, stacked or shapes");
    }

    private static DatasetReader idx(DatasetConfig config, Configuration hadoop) {
        return new IdxReader(
                Map.of(
                        Split.TRAIN,
                        new IdxReader.Files(
                                file("train-images", config.trainImages(), hadoop),
                                file("train-labels", config.trainLabels(), hadoop)),
                        Split.TEST,
                        new IdxReader.Files(
                                file("test-images", config.testImages(), hadoop),
                                file("test-labels", config.testLabels(), hadoop))),
                config.classNames());
    }

    private static RawFile file(String key, String location, Configuration hadoop) {
        return new HadoopFile("dataset." + key, location, hadoop);
    }
}
