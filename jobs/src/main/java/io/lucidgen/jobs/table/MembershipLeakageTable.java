package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.evaluation.Interval;
import io.lucidgen.privacy.MembershipLeakage;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What explanations give away of membership: one row for each target, method and published number. */
public final class MembershipLeakageTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String TARGET_KIND = "target_kind";
    public static final String TARGET_INDEX = "target_index";
    public static final String METHOD = "method";
    public static final String NUMBER = "column_name";
    public static final String AUC = "auc";
    public static final String LOW = "low";
    public static final String HIGH = "high";
    public static final String MEMBERS_LOWER = "members_lower";
    public static final String MEMBERS = "members";
    public static final String HELD_OUT = "held_out";

    private static final int VERSION = 1;

    public static final Table TABLE = Table.named(
                    "membership_leakage",
                    "One row for each number of explanations, where both rows of the training data and others are explained.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(TARGET_KIND, StringType, NO_UNIT, SCALAR, "as in explanations")
            .column(TARGET_INDEX, IntegerType, NO_UNIT, SCALAR, "as in explanations")
            .column(METHOD, StringType, NO_UNIT, SCALAR, "as in explanations")
            .column(NUMBER, StringType, NO_UNIT, SCALAR, "the column of explanations")
            .column(
                    AUC,
                    DoubleType,
                    "share",
                    SCALAR,
                    "pairs of a training row and another in which the number tells which is which: 0.5 says nothing, 1 all")
            .column(LOW, DoubleType, "share", SCALAR, "lower end of the 95 % interval")
            .column(HIGH, DoubleType, "share", SCALAR, "upper end of it")
            .column(MEMBERS_LOWER, BooleanType, NO_UNIT, SCALAR, "whether training rows have the lower numbers")
            .column(MEMBERS, IntegerType, "rows", SCALAR, "explained rows of the training data")
            .column(HELD_OUT, IntegerType, "rows", SCALAR, "explained rows of the test split")
            .sortedBy(TARGET_KIND, TARGET_INDEX, METHOD, NUMBER);

    private MembershipLeakageTable() {}

    /** The row of a number. */
    public static Row row(MembershipLeakage leakage) {
        return RowFactory.create(
                VERSION,
                leakage.of().targetKind().label(),
                leakage.of().targetIndex(),
                leakage.of().method(),
                leakage.column(),
                leakage.auc(),
                leakage.interval().low(),
                leakage.interval().high(),
                leakage.membersLower(),
                leakage.members(),
                leakage.heldOut());
    }

    /** The number of a row that has all columns, in any order. */
    public static MembershipLeakage leakage(Row row) {
        return new MembershipLeakage(
                new Aspect(
                        ExplanationsTable.targetKind(row.getAs(TARGET_KIND)),
                        row.<Integer>getAs(TARGET_INDEX),
                        row.getAs(METHOD)),
                row.getAs(NUMBER),
                row.<Double>getAs(AUC),
                row.<Boolean>getAs(MEMBERS_LOWER),
                new Interval(row.<Double>getAs(LOW), row.<Double>getAs(HIGH)),
                row.<Integer>getAs(MEMBERS),
                row.<Integer>getAs(HELD_OUT));
    }
}
