package io.lucidgen.jobs.table;

import static org.apache.spark.sql.functions.lit;

import io.lucidgen.error.UserException;
import java.io.IOException;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads what complete runs have published. */
public final class TableReader {
    private final SparkSession spark;
    private final Path root;
    private final CompleteRuns runs;

    public TableReader(SparkSession spark, Path root, CompleteRuns runs) {
        this.spark = spark;
        this.root = root;
        this.runs = runs;
    }

    /**
     * The complete run that published a table last, for a date and a model.
     *
     * @param version the model's version, or empty for any
     */
    public Optional<TablePartition> latest(Table table, LocalDate runDate, String model, Optional<String> version)
            throws IOException {
        return runs.publishersOf(table.name(), runDate).stream()
                .filter(run -> run.model().equals(model))
                .filter(run -> version.isEmpty() || version.get().equals(run.version()))
                .reduce((earlier, later) -> later);
    }

    /**
     * The same, where there has to be one.
     *
     * @param action what cannot be done without, such as {@code explain}
     * @param change what would make it possible, such as {@code Run generate for this date first}
     * @throws UserException (exit 3) when no complete run has published the table
     */
    public TablePartition require(
            Table table, LocalDate runDate, String model, Optional<String> version, String action, String change)
            throws IOException {
        return latest(table, runDate, model, version)
                .orElseThrow(() -> UserException.data(
                        action,
                        "model",
                        model,
                        "no complete run has published " + table.name() + " for " + runDate
                                + version.map(v -> " and version " + v).orElse(""),
                        change));
    }

    /**
     * The rows of a run: the table's columns and then those of the partition, {@code run_date}, {@code model},
     * {@code version} and {@code run_id}.
     *
     * <p>Columns that were added after the run are null.
     *
     * @throws UserException (exit 3) when the run is not complete, or its rows have gone since
     */
    public Dataset<Row> read(Table table, TablePartition run) throws IOException {
        Path folder = run.in(root, table);
        if (!runs.isComplete(run.runDate(), run.runId())) {
            throw unreadable(table, run, "the run is not complete", "Finish it by running its command again");
        }
        if (!folder.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(folder)) {
            throw unreadable(table, run, folder + " is gone", "Delete the run's manifest and run its command again");
        }
        return spark.read()
                .schema(table.schema())
                .parquet(folder.toString())
                .withColumn(TablePartition.RUN_DATE, lit(Date.valueOf(run.runDate())))
                .withColumn(TablePartition.MODEL, lit(run.model()))
                .withColumn(TablePartition.VERSION, lit(run.version()))
                .withColumn(TablePartition.RUN_ID, lit(run.runId()));
    }

    private static UserException unreadable(Table table, TablePartition run, String reason, String change) {
        return UserException.data("read table " + table.name(), "run", run.runId(), reason, change);
    }
}
