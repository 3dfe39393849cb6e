package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.attribution.ExplanationKey;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.evaluation.explanation.ExplanationQuality;
import io.lucidgen.evaluation.explanation.ExplanationScore;
import java.util.List;
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
    public static final String COMPLEXITY = "complexity";
    public static final String DELETION = "deletion";
    public static final String INSERTION = "insertion";
    public static final String RANDOM_ORDER = "random_order";
    public static final String DELETION_CURVE = "deletion_curve";
    public static final String INSERTION_CURVE = "insertion_curve";
    public static final String INFIDELITY = "infidelity";
    public static final String UNEXPLAINED_SHARE = "unexplained_share";
    public static final String MAX_SENSITIVITY = "max_sensitivity";
    public static final String CASCADE_CORRELATION = "cascade_correlation";
    public static final String RANDOMIZED_CORRELATION = "randomized_correlation";
    public static final String AGREEMENT = "agreement";
    public static final String SENTENCE = "sentence";

    private static final String NOT_EXAMINED = "the sample was not examined";
    private static final String NO_DISTANCE = NOT_EXAMINED + ", or the target is the same at sample and baseline";
    private static final String NO_DIRECTION = NOT_EXAMINED + ", or the method says no direction";
    private static final String NO_SIZES = NOT_EXAMINED + ", or the map has the same size everywhere";

    private static final int VERSION = 1;

    /** What is known of examined samples alone. */
    private static final List<String> QUALITY =
            List.of(DELETION_CURVE, MAX_SENSITIVITY, CASCADE_CORRELATION, RANDOMIZED_CORRELATION, AGREEMENT);

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
            .nullable(
                    COMPLEXITY,
                    DoubleType,
                    "share",
                    SCALAR,
                    "entropy of the map's sizes, 0 when one feature holds everything, 1 when all hold the same",
                    "the map is 0 everywhere")
            .nullable(
                    DELETION,
                    DoubleType,
                    "share",
                    SCALAR,
                    "mean height of the target, 1 at the sample and 0 at the baseline, while features go by the map's"
                            + " order: the lower, the better",
                    NO_DISTANCE)
            .nullable(
                    INSERTION,
                    DoubleType,
                    "share",
                    SCALAR,
                    "the same while features come by the map's order: the higher, the better",
                    NO_DISTANCE)
            .nullable(RANDOM_ORDER, DoubleType, "share", SCALAR, "the same in random orders, for both", NO_DISTANCE)
            .nullable(
                    DELETION_CURVE,
                    ColumnValues.FLOATS,
                    "as the target's",
                    "[steps + 1]",
                    "the target while features go, from the sample to the baseline",
                    NOT_EXAMINED)
            .nullable(
                    INSERTION_CURVE,
                    ColumnValues.FLOATS,
                    "as the target's",
                    "[steps + 1]",
                    "the target while features come, from the baseline to the sample",
                    NOT_EXAMINED)
            .nullable(
                    INFIDELITY,
                    DoubleType,
                    "square of the target's",
                    SCALAR,
                    "mean squared error of what the map predicts when squares show the baseline",
                    NO_DIRECTION)
            .nullable(
                    UNEXPLAINED_SHARE,
                    DoubleType,
                    "share",
                    SCALAR,
                    "the part of that squared change that the map, scaled as suits it best, does not predict, 0 to 1",
                    NO_DIRECTION)
            .nullable(
                    MAX_SENSITIVITY,
                    DoubleType,
                    "share",
                    SCALAR,
                    "largest change of the map near the sample, as a share of the map's length",
                    NOT_EXAMINED + ", or the map is 0 everywhere")
            .nullable(
                    CASCADE_CORRELATION,
                    DoubleType,
                    NO_UNIT,
                    SCALAR,
                    "rank correlation with maps of a model that forgets layer after layer, mean over them, -1 to 1",
                    NO_SIZES)
            .nullable(
                    RANDOMIZED_CORRELATION,
                    DoubleType,
                    NO_UNIT,
                    SCALAR,
                    "rank correlation with the map of a model that has forgotten all it learnt, -1 to 1",
                    NO_SIZES)
            .nullable(
                    AGREEMENT,
                    DoubleType,
                    NO_UNIT,
                    SCALAR,
                    "rank correlation with the other methods' maps of the same target, mean over them, -1 to 1",
                    NO_SIZES + ", or there is no other method")
            .nullable(
                    SENTENCE,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "what the map says, in plain words: cells are those of pooled in explanations",
                    "the run is older than the column")
            .sortedBy(SAMPLE_ID, TARGET_KIND, TARGET_INDEX, METHOD);

    private ExplanationScoresTable() {}

    /** The row of a score. */
    public static Row row(ExplanationScore score) {
        ExplanationKey key = score.key();
        ExplanationQuality quality = score.quality();
        boolean examined = quality != null;
        return RowFactory.create(
                VERSION,
                key.sampleId(),
                key.source().label(),
                key.of().targetKind().label(),
                key.of().targetIndex(),
                key.of().method(),
                score.relativeGap(),
                score.finite(),
                score.selfCheck(),
                score.trusted(),
                ColumnValues.array(score.reasons()),
                score.complexity(),
                examined ? quality.deletion() : null,
                examined ? quality.insertion() : null,
                examined ? quality.randomOrder() : null,
                examined ? quality.deletionCurve() : null,
                examined ? quality.insertionCurve() : null,
                examined ? quality.infidelity() : null,
                examined ? quality.unexplained() : null,
                examined ? quality.maxSensitivity() : null,
                examined ? quality.cascadeCorrelation() : null,
                examined ? quality.randomizedCorrelation() : null,
                examined ? quality.agreement() : null,
                score.sentence());
    }

    /** The score of a row that has all columns, in any order; without a quality where none of its figures is known. */
    public static ExplanationScore score(Row row) {
        ExplanationKey key = new ExplanationKey(
                row.getAs(SAMPLE_ID),
                SampleSource.valueOf(row.<String>getAs(SOURCE).toUpperCase(Locale.ROOT)),
                new ExplanationKey.Aspect(
                        ExplanationsTable.targetKind(row.getAs(TARGET_KIND)),
                        row.<Integer>getAs(TARGET_INDEX),
                        row.getAs(METHOD)));
        return new ExplanationScore(
                key,
                row.getAs(RELATIVE_GAP),
                row.<Boolean>getAs(FINITE),
                row.<Boolean>getAs(SELF_CHECK),
                row.getAs(COMPLEXITY),
                quality(key, row),
                ColumnValues.strings(row, REASONS),
                row.getAs(SENTENCE));
    }

    private static ExplanationQuality quality(ExplanationKey key, Row row) {
        if (QUALITY.stream().allMatch(column -> row.isNullAt(row.fieldIndex(column)))) {
            return null;
        }
        return new ExplanationQuality(
                key,
                row.getAs(DELETION),
                row.getAs(INSERTION),
                row.getAs(RANDOM_ORDER),
                ColumnValues.floats(row, DELETION_CURVE),
                ColumnValues.floats(row, INSERTION_CURVE),
                row.getAs(INFIDELITY),
                row.getAs(UNEXPLAINED_SHARE),
                row.getAs(MAX_SENSITIVITY),
                row.getAs(CASCADE_CORRELATION),
                row.getAs(RANDOMIZED_CORRELATION),
                row.getAs(AGREEMENT));
    }
}
