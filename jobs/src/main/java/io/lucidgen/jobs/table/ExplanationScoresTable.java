package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.attribution.ExplanationScore;
import io.lucidgen.attribution.SampleSource;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** How far each explanation can be trusted: one row for each row of explanations. */
public final class ExplanationScoresTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String SAMPLE_ID = "sample_id";
    public static final String SOURCE = "source";
    public static final String TARGET_KIND = "target_kind";
    public static final String TARGET_INDEX = "target_index";
    public static final String METHOD = "method";
    public static final String RELATIVE_GAP = "relative_gap";
    public static final String FINITE = "finite";
    public static final String SELF_CHECK = "self_check";
    public static final String TRUSTED = "trusted";
    public static final String REASONS = "reasons";

    private static final int VERSION = 1;

    public static final Table TABLE = Table.named("explanation_scores", "One row for each row of explanations.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(SAMPLE_ID, StringType, NO_UNIT, SCALAR, "as in explanations")
            .column(SOURCE, StringType, NO_UNIT, SCALAR, "as in explanations")
            .column(TARGET_KIND, StringType, NO_UNIT, SCALAR, "as in explanations")
            .column(TARGET_INDEX, IntegerType, NO_UNIT, SCALAR, "as in explanations")
            .column(METHOD, StringType, NO_UNIT, SCALAR, "as in explanations")
            .nullable(
                    RELATIVE_GAP,
                    DoubleType,
                    "share",
                    SCALAR,
                    "|completeness_gap| / |target_value - baseline_value|",
                    "the method does not promise completeness")
            .column(FINITE, BooleanType, NO_UNIT, SCALAR, "whether all numbers of the explanation are finite")
            .column(SELF_CHECK, BooleanType, NO_UNIT, SCALAR, "whether the target's gradients passed the check before")
            .column(TRUSTED, BooleanType, NO_UNIT, SCALAR, "whether there is no reason against it")
            .column(REASONS, ColumnValues.STRINGS, NO_UNIT, "[reasons]", "why it is not trusted; empty when it is")
            .sortedBy(SAMPLE_ID, TARGET_KIND, TARGET_INDEX, METHOD);

    private ExplanationScoresTable() {}

    /** The row of a score. */
    public static Row row(ExplanationScore score) {
        return RowFactory.create(
                VERSION,
                score.sampleId(),
                score.source().label(),
                score.targetKind().label(),
                score.targetIndex(),
                score.method(),
                score.relativeGap(),
                score.finite(),
                score.selfCheck(),
                score.trusted(),
                ColumnValues.array(score.reasons()));
    }

    /** The score of a row that has all columns, in any order. */
    public static ExplanationScore score(Row row) {
        return new ExplanationScore(
                row.getAs(SAMPLE_ID),
                SampleSource.valueOf(row.<String>getAs(SOURCE).toUpperCase(Locale.ROOT)),
                ExplanationsTable.targetKind(row.getAs(TARGET_KIND)),
                row.<Integer>getAs(TARGET_INDEX),
                row.getAs(METHOD),
                row.getAs(RELATIVE_GAP),
                row.<Boolean>getAs(FINITE),
                row.<Boolean>getAs(SELF_CHECK),
                ColumnValues.strings(row, REASONS));
    }
}
