package io.lucidgen.jobs.run;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.jobs.table.TableReader;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * What a job runs in; it stays on the driver.
 *
 * @param root the folder that everything is written under
 * @param files the file system of the root
 * @param runDate the date that the run is for, which need not be today
 */
public record JobContext(
        SparkSession spark, LucidgenConfig config, Path root, FileSystem files, LocalDate runDate, Console console) {

    /**
     * Finds the root of a configuration on its file system.
     *
     * @throws IOException when the file system cannot be reached
     */
    public static JobContext of(SparkSession spark, LucidgenConfig config, LocalDate runDate, Console console)
            throws IOException {
        Path root = new Path(config.root());
        FileSystem files = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
        return new JobContext(spark, config, files.makeQualified(root), files, runDate, console);
    }

    /** The runs below the root. */
    public RunLedger ledger() {
        return new RunLedger(files, root);
    }

    /** The tables below the root, as far as complete runs published them. */
    public TableReader tables() {
        return new TableReader(spark, root, ledger());
    }
}
