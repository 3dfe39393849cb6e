package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What training measured: one row for each round and metric. */
public final class TrainingHistoryTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String ROUND = "round";
    public static final String STEP = "step";
    public static final String EXAMPLES = "examples";
    public static final String SECONDS = "seconds";
    public static final String METRIC = "metric";
    public static final String VALUE = "value";

    private static final int VERSION = 1;

    public static final Table TABLE = Table.named("training_history", "One row for each averaging round and metric.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(ROUND, LongType, "rounds", SCALAR, "averaging rounds that were complete, from 1")
            .column(STEP, LongType, "steps", SCALAR, "local steps of each worker so far")
            .column(EXAMPLES, LongType, "examples", SCALAR, "examples processed so far by all workers")
            .column(SECONDS, DoubleType, "seconds", SCALAR, "wall time of the round")
            .column(METRIC, StringType, NO_UNIT, SCALAR, "what was measured; names with held-out are of test examples")
            .column(
                    VALUE,
                    DoubleType,
                    "nats, shares or norms",
                    SCALAR,
                    "the measure, a mean over the round's steps and workers")
            .sortedBy(METRIC, ROUND);

    private TrainingHistoryTable() {}

    /** The row of a measure. */
    public static Row row(HistoryRow entry) {
        return RowFactory.create(
                VERSION, entry.round(), entry.step(), entry.examples(), entry.seconds(), entry.metric(), entry.value());
    }

    /** The measure of a row that has all columns, in any order. */
    public static HistoryRow entry(Row row) {
        return new HistoryRow(
                row.<Long>getAs(ROUND),
                row.<Long>getAs(STEP),
                row.<Long>getAs(EXAMPLES),
                row.<Double>getAs(SECONDS),
                row.getAs(METRIC),
                row.<Double>getAs(VALUE));
    }
}
