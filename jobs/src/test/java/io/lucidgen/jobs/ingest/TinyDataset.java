package io.lucidgen.jobs.ingest;

import io.lucidgen.config.DatasetConfig;
import io.lucidgen.config.ShapesConfig;
import io.lucidgen.config.StackedConfig;
import io.lucidgen.data.IdxFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;

/** A dataset of small made-up images, ingested for the tests of other rooms. */
public final class TinyDataset {
    private TinyDataset() {}

    /** Writes raw files and ingests them; the root is the folder {@code root} below the given one. */
    public static org.apache.hadoop.fs.Path ingest(
            SparkSession spark, Path folder, String name, int train, int test, int height, int width)
            throws IOException {
        Path raw = folder.resolve("raw-" + name);
        IdxFiles.write(raw, train, test, height, width);
        org.apache.hadoop.fs.Path root =
                new org.apache.hadoop.fs.Path(folder.resolve("root").toUri());
        Ingestion ingestion = new Ingestion(spark, FileSystem.getLocal(new Configuration()), root, config(raw, name));
        ingestion.write(ingestion.survey(), "tiny-" + name);
        return root;
    }

    /** The settings for raw files that {@link IdxFiles#write} wrote. */
    public static DatasetConfig config(Path raw, String name) {
        List<String> paths = IdxFiles.NAMES.stream()
                .map(file -> raw.resolve(file).toString())
                .toList();
        return new DatasetConfig(
                name,
                "idx",
                paths.get(0),
                paths.get(1),
                paths.get(2),
                paths.get(3),
                List.of(),
                0,
                new ShapesConfig(16, 1, 1, 1),
                new StackedConfig(1, 1, 1));
    }
}
