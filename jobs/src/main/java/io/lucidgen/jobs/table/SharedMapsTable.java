package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.privacy.PrivacyBudget;
import io.lucidgen.privacy.SharedMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Means of maps that may be shown to those who may not see the rows: one row for each target and method. */
public final class SharedMapsTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String TARGET_KIND = "target_kind";
    public static final String TARGET_INDEX = "target_index";
    public static final String METHOD = "method";
    public static final String ROWS = "rows_explained";
    public static final String MEAN = "noisy_mean";
    public static final String SHAPE = "noisy_mean_shape";
    public static final String CLIP = "clip";
    public static final String SENSITIVITY = "sensitivity";
    public static final String NOISE = "noise_deviation";
    public static final String RELEASES = "releases";
    public static final String EPSILON = "epsilon";
    public static final String DELTA = "delta";
    public static final String PROTECTED_UNIT = "protected_unit";

    /** Whom the promise is made to; never to rows that the model was trained on. */
    public static final String UNIT = "one explained real row, replaced by another";

    private static final int VERSION = 1;
    private static final String OF_TARGET = "as the target's";

    public static final Table TABLE = Table.named(
                    "shared_maps",
                    "One row for each target and method: the mean of the coarse maps of the explained real rows, with noise.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(TARGET_KIND, StringType, NO_UNIT, SCALAR, "as in explanations")
            .column(TARGET_INDEX, IntegerType, NO_UNIT, SCALAR, "as in explanations")
            .column(METHOD, StringType, NO_UNIT, SCALAR, "as in explanations")
            .column(
                    ROWS,
                    LongType,
                    "rows",
                    SCALAR,
                    "explained real rows, none left out; maps that are not finite count as zeros")
            .column(
                    MEAN,
                    ColumnValues.FLOATS,
                    OF_TARGET,
                    "[cells]",
                    "the mean of pooled of explanations, each clipped, plus noise; row-major over noisy_mean_shape")
            .column(SHAPE, ColumnValues.INTS, NO_UNIT, "[2]", "rows and columns of the cells")
            .column(CLIP, DoubleType, OF_TARGET, SCALAR, "Euclidean length to which longer ones were shortened")
            .column(
                    SENSITIVITY,
                    DoubleType,
                    OF_TARGET,
                    SCALAR,
                    "how far the mean moves at most, as a Euclidean length, when one row is replaced")
            .column(NOISE, DoubleType, OF_TARGET, SCALAR, "standard deviation of the noise on each value")
            .column(RELEASES, IntegerType, "rows of this table", SCALAR, "of this run, which share the budget evenly")
            .column(
                    EPSILON,
                    DoubleType,
                    NO_UNIT,
                    SCALAR,
                    "of differential privacy, for all rows of this run together; of several runs on the same rows they add up")
            .column(DELTA, DoubleType, NO_UNIT, SCALAR, "of differential privacy, likewise")
            .column(
                    PROTECTED_UNIT,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "what the promise is about; nothing is promised to rows that the model was trained on")
            .sortedBy(TARGET_KIND, TARGET_INDEX, METHOD);

    private SharedMapsTable() {}

    /** The row of a map. */
    public static Row row(SharedMap map) {
        return RowFactory.create(
                VERSION,
                map.of().targetKind().label(),
                map.of().targetIndex(),
                map.of().method(),
                map.rows(),
                map.values(),
                new int[] {map.height(), map.width()},
                map.clip(),
                map.sensitivity(),
                map.noise(),
                map.releases(),
                map.budget().epsilon(),
                map.budget().delta(),
                UNIT);
    }

    /** The map of a row that has all columns, in any order. */
    public static SharedMap map(Row row) {
        int[] shape = ColumnValues.ints(row, SHAPE);
        return new SharedMap(
                new Aspect(
                        ExplanationsTable.targetKind(row.getAs(TARGET_KIND)),
                        row.<Integer>getAs(TARGET_INDEX),
                        row.getAs(METHOD)),
                row.<Long>getAs(ROWS),
                shape[0],
                shape[1],
                ColumnValues.floats(row, MEAN),
                row.<Double>getAs(CLIP),
                row.<Double>getAs(SENSITIVITY),
                row.<Double>getAs(NOISE),
                row.<Integer>getAs(RELEASES),
                new PrivacyBudget(row.<Double>getAs(EPSILON), row.<Double>getAs(DELTA)));
    }
}
