package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.internals.LatentDirection;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The directions among latents that change most: one row for each. */
public final class LatentDirectionsTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String SOURCE = "source";
    public static final String RANK = "rank";
    public static final String SHARE = "share";
    public static final String DIRECTION = "direction";
    public static final String SAMPLE_CHANGE = "sample_change";
    public static final String STRIP = "strip";

    private static final int VERSION = 1;

    public static final Table TABLE = Table.named(
                    "latent_directions", "One row for each direction among latents that was found without labels.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(
                    SOURCE,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "first-weight: what changes most before the first activation, in closed form; activations: principal"
                            + " components of the first hidden layer")
            .column(RANK, IntegerType, NO_UNIT, SCALAR, "from 0 on, the strongest first")
            .column(SHARE, DoubleType, "share", SCALAR, "of the variance of the source that is along it")
            .column(
                    DIRECTION,
                    ColumnValues.FLOATS,
                    NO_UNIT,
                    "[latent]",
                    "of length 1, its largest value positive; 0 for categories and classes")
            .column(
                    SAMPLE_CHANGE,
                    DoubleType,
                    "model range",
                    SCALAR,
                    "root of the mean squared difference of a feature between samples moved two standard deviations either way")
            .nullable(
                    STRIP,
                    SamplesTable.FILE,
                    NO_UNIT,
                    "{bytes, path}",
                    "a PNG: samples from three standard deviations below the middle to three above, a row for each of a few latents",
                    "samples are no pictures")
            .sortedBy(SOURCE, RANK);

    private LatentDirectionsTable() {}

    /** The row of a direction. */
    public static Row row(DirectionRow found) {
        LatentDirection direction = found.direction();
        return RowFactory.create(
                VERSION,
                direction.source().label(),
                direction.rank(),
                direction.share(),
                direction.direction(),
                direction.sampleChange(),
                found.strip() == null ? null : RowFactory.create(found.strip(), null));
    }

    /** The direction of a row that has all columns, in any order. */
    public static DirectionRow direction(Row row) {
        Row file = row.getAs(STRIP);
        return new DirectionRow(
                new LatentDirection(
                        ColumnValues.constant(LatentDirection.Source.class, row.getAs(SOURCE)),
                        row.<Integer>getAs(RANK),
                        row.<Double>getAs(SHARE),
                        ColumnValues.floats(row, DIRECTION),
                        row.<Double>getAs(SAMPLE_CHANGE)),
                file == null ? null : file.getAs(SamplesTable.BYTES));
    }
}
