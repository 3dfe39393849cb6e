package io.lucidgen.jobs.ingest;

import io.lucidgen.config.DatasetConfig;
import io.lucidgen.data.QuarantinedRecord;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.DatasetStore;
import io.lucidgen.jobs.table.StoredDataset;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Turns raw files into a dataset in two passes: the first proves that the files are whole and finds out whether the
 * dataset is there already, the second writes it.
 *
 * <p>The driver holds one record at a time in either pass, whatever the size of the files.
 */
final class Ingestion {
    private static final int CHUNK_BYTES = 32 << 20;

    private final SparkSession spark;
    private final FileSystem files;
    private final Path staging;
    private final DatasetConfig config;
    private final DatasetStore store;
    private final int chunkBytes;

    /** @param root the folder under which everything is written */
    Ingestion(SparkSession spark, FileSystem files, Path root, DatasetConfig config) {
        this(spark, files, root, config, CHUNK_BYTES);
    }

    Ingestion(SparkSession spark, FileSystem files, Path root, DatasetConfig config, int chunkBytes) {
        this.spark = spark;
        this.files = files;
        this.staging = new Path(root, "_staging");
        this.config = config;
        this.store = new DatasetStore(files, root);
        this.chunkBytes = chunkBytes;
    }

    /** @throws UserException (exit 2) when nothing can be written below the root */
    void checkOutput() {
        Path probe = new Path(staging, ".writable");
        try {
            files.mkdirs(staging);
            files.create(probe, true).close();
            files.delete(probe, false);
        } catch (IOException | FSError e) {
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            throw UserException.usage(
                            "write the dataset",
                            "root",
                            staging.getParent(),
                            reason.lines().findFirst().orElse(reason),
                            "Set root to a folder that this user may write to")
                    .causedBy(e);
        }
    }

    /**
     * Reads the raw files once.
     *
     * @throws UserException (exit 3) when files are damaged, too many records are bad, or all values are the same
     */
    Survey survey() throws IOException {
        Survey survey = Survey.of(DatasetReaders.open(config, files.getConf()));
        if (survey.badFraction() > config.maxBadFraction()) {
            throw tooManyBad(survey, survey.firstBad().orElseThrow());
        }
        if (survey.statistics().min() == survey.statistics().max()) {
            throw UserException.data(
                    "ingest the dataset",
                    "dataset.name",
                    config.name(),
                    "every feature value of the TRAIN split is "
                            + survey.statistics().min(),
                    "Point the settings under dataset at real data");
        }
        return survey;
    }

    /** The dataset that was made of the same raw files before; from now on it is the newest of its name. */
    Optional<StoredDataset> alreadyThere(Survey survey) throws IOException {
        Optional<StoredDataset> stored = store.find(config.name(), survey.fingerprint());
        return stored.isEmpty() ? stored : Optional.of(store.renew(stored.get()));
    }

    /** Makes a dataset of the raw files that were surveyed; a failure leaves nothing behind. */
    StoredDataset write(Survey survey, String runId) throws IOException {
        Path folder = new Path(staging, runId);
        files.delete(folder, true);
        try {
            Path target = new Path(folder, "dataset");
            new DatasetWriter(spark, files, folder, target, chunkBytes)
                    .write(DatasetReaders.open(config, files.getConf()), survey);
            return store.publish(target, survey.describe(config.name()), runId);
        } catch (FSError e) {
            // The local file system reports a full disk as an Error.
            throw new IOException("Cannot write below " + folder + ": " + e.getMessage(), e);
        } finally {
            files.delete(folder, true);
        }
    }

    private UserException tooManyBad(Survey survey, QuarantinedRecord first) {
        long records = survey.quarantined()
                + survey.counts().values().stream().mapToLong(Long::longValue).sum();
        return UserException.data(
                "ingest the dataset",
                "dataset.max-bad-fraction",
                config.maxBadFraction(),
                survey.quarantined() + " of " + records + " records are bad, the first is record " + first.record()
                        + " of " + first.source() + ": " + first.reason(),
                "Mend the raw files or dataset.class-names, or allow a larger fraction");
    }
}
