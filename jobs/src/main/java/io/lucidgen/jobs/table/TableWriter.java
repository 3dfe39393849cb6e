package io.lucidgen.jobs.table;

import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.SettledJobs;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;

/**
 * Publishes tables: written outside the table's folder, checked, and moved in whole.
 *
 * <p>Until the move nobody sees anything of it, and when something fails the table is as it was. What a run published
 * and did not live to write its manifest for is replaced when the run is done again; what a complete run published is
 * never touched.
 */
public final class TableWriter {
    private static final String STAGING = "_staging";
    // A map of 64 x 64 x 3 is 49 kB: groups of 128 MiB would make readers hold thousands of them.
    private static final int ROW_GROUP_BYTES = 16 << 20;

    private final FileSystem files;
    private final Path root;
    private final CompleteRuns runs;
    private final TableFolder folders;

    public TableWriter(FileSystem files, Path root, CompleteRuns runs) {
        this.files = files;
        this.root = root;
        this.runs = runs;
        this.folders = new TableFolder(files);
    }

    /**
     * Publishes the rows of a run.
     *
     * @param rows as {@link Table#rows} gives them: the columns of the table in order
     * @throws UserException (exit 3) when there are no rows, when the columns are not the table's, or when the run is
     *     complete already; (exit 2) when the root may not be written
     * @throws java.io.UncheckedIOException when writing fails for a reason that may go away, such as a full disk
     */
    public PublishedTable publish(Table table, Dataset<Row> rows, TablePartition partition) {
        SchemaCheck.require(table, rows.schema());
        Path attempt = new Path(staging(partition), UUID.randomUUID().toString());
        Path staged = new Path(attempt, table.name());
        try {
            requireIncomplete(table, partition);
            SettledJobs.run(rows.sparkSession().sparkContext(), () -> write(table, rows, staged));
            folders.dropChecksums(staged);
            PublishedTable published = folders.measure(table, staged, partition.in(root, table));
            if (published.rows() == 0) {
                throw UserException.data(
                        "publish table " + table.name(),
                        "run",
                        partition.runId(),
                        "there are no rows",
                        "Check the step's input; an empty table is never published");
            }
            requireIncomplete(table, partition);
            folders.moveIn(staged, partition.in(root, table));
            return published;
        } catch (Exception | FSError e) {
            // Spark throws checked exceptions that its methods do not declare.
            throw WriteFailure.of(table, partition, root, e);
        } finally {
            folders.discard(attempt);
        }
    }

    /** Removes what killed attempts at a run have left behind; nobody else may be at work on the run. */
    public void clean(TablePartition partition) {
        folders.discard(staging(partition));
    }

    private Path staging(TablePartition partition) {
        return new Path(new Path(root, STAGING), partition.runId());
    }

    private static void write(Table table, Dataset<Row> rows, Path staged) {
        rows.sortWithinPartitions(
                        table.sortedBy().stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new))
                .write()
                .mode(SaveMode.ErrorIfExists)
                .option("compression", "zstd")
                .option("parquet.block.size", ROW_GROUP_BYTES)
                .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", false)
                .parquet(staged.toString());
    }

    private void requireIncomplete(Table table, TablePartition partition) throws IOException {
        if (runs.isComplete(partition.runDate(), partition.runId())) {
            throw UserException.data(
                    "publish table " + table.name(),
                    "run",
                    partition.runId(),
                    "the run is complete, and what it has published never changes",
                    "Run it for another date or with another configuration, or delete the run's manifest");
        }
    }
}
