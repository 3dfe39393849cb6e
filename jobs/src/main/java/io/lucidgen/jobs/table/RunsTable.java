package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.sql.Timestamp;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The runs that are complete, for analysts; the truth is each run's manifest. */
public final class RunsTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String COMMAND = "command";
    public static final String SUBJECT = "subject";
    public static final String STATUS = "status";
    public static final String STARTED = "started";
    public static final String FINISHED = "finished";
    public static final String SECONDS = "seconds";
    public static final String TABLES = "tables";
    public static final String OUTPUT_ROWS = "output_rows";
    public static final String OUTPUT_BYTES = "output_bytes";
    public static final String CONFIG = "config";
    public static final String INPUTS = "inputs";
    public static final String FIGURES = "figures";
    public static final String FINGERPRINTS = "fingerprints";
    public static final String ENVIRONMENT = "environment";

    private static final int VERSION = 1;
    private static final String BY_NAME = "map by name";

    public static final Table TABLE = Table.named("runs", "One row for each complete run.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(COMMAND, StringType, NO_UNIT, SCALAR, "what was run, such as generate")
            .column(SUBJECT, StringType, NO_UNIT, SCALAR, "name of the model or data set that it was about")
            .column(STATUS, StringType, NO_UNIT, SCALAR, "always complete: other runs have no row")
            .column(STARTED, TimestampType, "UTC", SCALAR, "when the run began")
            .column(FINISHED, TimestampType, "UTC", SCALAR, "when the run ended")
            .column(SECONDS, DoubleType, "seconds", SCALAR, "wall time of the run")
            .column(
                    TABLES,
                    ColumnValues.STRINGS,
                    NO_UNIT,
                    "[tables]",
                    "tables that the run published, besides this one")
            .column(OUTPUT_ROWS, ColumnValues.COUNTS, "rows", BY_NAME, "rows of each of these tables")
            .column(OUTPUT_BYTES, ColumnValues.COUNTS, "bytes", BY_NAME, "size of each of these tables")
            .column(CONFIG, ColumnValues.TEXTS, NO_UNIT, BY_NAME, "the settings that the command read")
            .column(INPUTS, ColumnValues.TEXTS, NO_UNIT, BY_NAME, "fingerprints or ids of what the command read")
            .column(FIGURES, ColumnValues.NUMBERS, "as the name says", BY_NAME, "what the command measured on its way")
            .column(FINGERPRINTS, ColumnValues.TEXTS, NO_UNIT, BY_NAME, "sha256 of code, config and inputs")
            .column(
                    ENVIRONMENT,
                    ColumnValues.TEXTS,
                    NO_UNIT,
                    BY_NAME,
                    "versions of Java and Spark, the application's id")
            .sortedBy(COMMAND);

    private RunsTable() {}

    /** The row of a run. */
    public static Row row(RunRow run) {
        return RowFactory.create(
                VERSION,
                run.command(),
                run.subject(),
                run.status(),
                Timestamp.from(run.started()),
                Timestamp.from(run.finished()),
                run.seconds(),
                ColumnValues.array(run.tables()),
                ColumnValues.map(run.rows()),
                ColumnValues.map(run.bytes()),
                ColumnValues.map(run.config()),
                ColumnValues.map(run.inputs()),
                ColumnValues.map(run.figures()),
                ColumnValues.map(run.fingerprints()),
                ColumnValues.map(run.environment()));
    }
}
