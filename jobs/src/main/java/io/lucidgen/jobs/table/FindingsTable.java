package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.internals.Finding;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What stands out in a model: one row for each statement. */
public final class FindingsTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String PLACE = "place";
    public static final String KIND = "kind";
    public static final String STATEMENT = "statement";
    public static final String TABLE_NAME = "evidence_table";
    public static final String ROWS = "evidence_rows";
    public static final String VALUE = "value";
    public static final String UNTRAINED = "untrained_value";

    private static final int VERSION = 1;

    public static final Table TABLE = Table.named(
                    "findings", "One row for each statement of what stands out in a model beside untrained ones.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(PLACE, IntegerType, NO_UNIT, SCALAR, "from 0 on, in the order in which they are told")
            .column(
                    KIND,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "latents-that-matter, latents-without-effect, latent-draws-region, critic-looks-at, dead-units,"
                            + " twin-units; nothing: where nothing stands out")
            .column(STATEMENT, StringType, NO_UNIT, SCALAR, "a plain sentence")
            .column(TABLE_NAME, StringType, NO_UNIT, SCALAR, "the table with the rows of this run that it rests on")
            .column(ROWS, StringType, NO_UNIT, SCALAR, "a condition in SQL that those rows meet")
            .column(
                    VALUE,
                    DoubleType,
                    "share or units",
                    SCALAR,
                    "the figure that stands out: of units their number, of all else a share")
            .column(
                    UNTRAINED,
                    DoubleType,
                    "share or units",
                    SCALAR,
                    "the same figure of untrained models of the same make, the one that is closest to it")
            .sortedBy(PLACE);

    private FindingsTable() {}

    /** The row of a finding. */
    public static Row row(int place, FindingRow finding) {
        return RowFactory.create(
                VERSION,
                place,
                finding.kind().label(),
                finding.statement(),
                finding.table(),
                finding.rows(),
                finding.value(),
                finding.untrained());
    }

    /** The finding of a row that has all columns, in any order. */
    public static FindingRow finding(Row row) {
        return new FindingRow(
                ColumnValues.constant(Finding.Kind.class, row.getAs(KIND)),
                row.getAs(STATEMENT),
                row.getAs(TABLE_NAME),
                row.getAs(ROWS),
                row.<Double>getAs(VALUE),
                row.<Double>getAs(UNTRAINED));
    }
}
