package io.lucidgen.jobs.sharding;

import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.KeyedPermutation;
import io.lucidgen.data.Sample;
import io.lucidgen.data.Split;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.DatasetStore;
import io.lucidgen.jobs.table.DatasetTable;
import io.lucidgen.jobs.table.StoredDataset;
import io.lucidgen.random.Seeds;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A dataset that has been ingested, open for reading. */
public final class DatasetSource {
    private static final long PURPOSE = 0x7069_636bL;

    private final SparkSession spark;
    private final StoredDataset stored;

    private DatasetSource(SparkSession spark, StoredDataset stored) {
        this.spark = spark;
        this.stored = stored;
    }

    /**
     * Opens the dataset of a name that was ingested last.
     *
     * @param root the folder under which everything is written
     * @throws UserException (exit 3) when there is none, or files of it have gone
     */
    public static DatasetSource newest(SparkSession spark, FileSystem files, Path root, String name)
            throws IOException {
        StoredDataset stored = new DatasetStore(files, root)
                .newest(name)
                .orElseThrow(() -> UserException.data(
                        "open the dataset",
                        "dataset.name",
                        name,
                        "no complete dataset of this name lies below " + root,
                        "Run ingest first"));
        return new DatasetSource(spark, stored);
    }

    /**
     * Opens the dataset that a model was trained on, whether or not it is still the newest of its name.
     *
     * @throws UserException (exit 3) when it is not there under this name, or files of it have gone
     */
    public static DatasetSource of(SparkSession spark, FileSystem files, Path root, String name, String fingerprint)
            throws IOException {
        StoredDataset stored = new DatasetStore(files, root)
                .find(name, fingerprint)
                .filter(found -> found.description().fingerprint().equals(fingerprint))
                .orElseThrow(() -> UserException.data(
                        "open the dataset",
                        "dataset.name",
                        name,
                        "the model was trained on the content " + DatasetDescription.shorten(fingerprint)
                                + ", and no complete dataset of this name has it",
                        "Set dataset.name to that of the training, or ingest the same raw files again"));
        return new DatasetSource(spark, stored);
    }

    public DatasetDescription description() {
        return stored.description();
    }

    /** Where the dataset lies. */
    public Path folder() {
        return stored.folder();
    }

    /** The rows of a split, with the columns of {@link DatasetTable}. */
    public Dataset<Row> rows(Split split) {
        return spark.read()
                .schema(DatasetTable.SCHEMA)
                .parquet(stored.folder(split).toString())
                .withColumn(DatasetTable.SPLIT, functions.lit(split.toString()));
    }

    /**
     * A random but fixed choice of rows, with the columns of {@link DatasetTable}; a larger choice contains every
     * smaller one.
     *
     * @param count how many at most
     * @param seed chooses them
     */
    public Dataset<Row> chosen(Split split, long count, long seed) {
        return rows(split).filter(new PickedRow(permutation(split, seed), count));
    }

    /**
     * The rows of {@link #chosen}, with new ordinals from 0 on without a gap: a dataset of its own.
     *
     * @param count how many at most
     * @param seed chooses them
     */
    public Dataset<Row> renumbered(Split split, long count, long seed) {
        return spark.createDataFrame(
                chosen(split, count, seed).javaRDD().map(new RenumberedRow(permutation(split, seed))),
                DatasetTable.SCHEMA);
    }

    private KeyedPermutation permutation(Split split, long seed) {
        return new KeyedPermutation(description().count(split), Seeds.derive(seed, PURPOSE, split.ordinal()));
    }

    /**
     * A random but fixed choice of samples, brought to the driver in the order of their ordinals.
     *
     * @param count how many at most; a larger choice contains every smaller one
     * @param seed chooses them
     */
    public List<Sample> pick(Split split, int count, long seed) {
        long size = description().count(split);
        List<Row> picked = chosen(split, count, seed).collectAsList();
        if (picked.size() != Math.min(count, size)) {
            throw UserException.data(
                    "read the dataset",
                    "folder",
                    stored.folder(split),
                    "its ordinals are not those of " + size + " rows",
                    "Delete the folder and run ingest again");
        }
        Comparator<Row> byOrdinal = Comparator.comparing(row -> row.<Long>getAs(DatasetTable.ORDINAL));
        Stream<Row> ordered = picked.stream().sorted(byOrdinal);
        return ordered.map(DatasetTable::sample).toList();
    }
}
