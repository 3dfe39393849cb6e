package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The figures about a model: one row for each metric, and class where it is about one. */
public final class ModelScoresTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String METRIC_GROUP = "metric_group";
    public static final String METRIC = "metric";
    public static final String CLASS_NAME = "class_name";
    public static final String VALUE = "value";
    public static final String LOW = "low";
    public static final String HIGH = "high";
    public static final String N = "n";
    public static final String REAL_FLOOR = "real_floor";
    public static final String THRESHOLD = "threshold";
    public static final String PASSED = "passed";
    public static final String BETTER = "better";
    public static final String SCORER = "scorer";
    public static final String FEATURE_SPACE = "feature_space";

    private static final int VERSION = 1;
    private static final String OF_METRIC = "as the metric's";

    public static final Table TABLE = Table.named("model_scores", "One row for each metric of a model.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(
                    METRIC_GROUP,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "realism, variety, memorisation, reconstruction, likelihood, disentanglement, critic or scorer")
            .column(METRIC, StringType, NO_UNIT, SCALAR, "what was measured, such as frechet_distance")
            .nullable(
                    CLASS_NAME,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "the class or factor that it is about",
                    "it is about all samples")
            .column(VALUE, DoubleType, OF_METRIC, SCALAR, "the figure")
            .nullable(LOW, DoubleType, OF_METRIC, SCALAR, "lower end of its 95 % interval", "there is no interval")
            .nullable(HIGH, DoubleType, OF_METRIC, SCALAR, "upper end of its 95 % interval", "there is no interval")
            .column(N, LongType, "samples", SCALAR, "samples that it rests on")
            .nullable(
                    REAL_FLOOR,
                    DoubleType,
                    OF_METRIC,
                    SCALAR,
                    "the same between two sets of real samples of equal size",
                    "that has no meaning")
            .nullable(THRESHOLD, DoubleType, OF_METRIC, SCALAR, "what the value is held against", "it only informs")
            .nullable(PASSED, BooleanType, NO_UNIT, SCALAR, "whether it meets the threshold", "there is none")
            .column(BETTER, StringType, NO_UNIT, SCALAR, "lower, higher or neither")
            .nullable(
                    SCORER,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "sha256 of the feature space's parameters",
                    "no feature space played a part")
            .nullable(
                    FEATURE_SPACE,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "classifier, principal-components or random-convolutions",
                    "no feature space played a part")
            .sortedBy(METRIC, CLASS_NAME, FEATURE_SPACE);

    private ModelScoresTable() {}

    /** The row of a score. */
    public static Row row(ModelScore score) {
        return RowFactory.create(
                VERSION,
                score.metric().group().name().toLowerCase(Locale.ROOT),
                score.metric().key(),
                score.className(),
                score.value(),
                score.low(),
                score.high(),
                score.n(),
                score.floor(),
                score.threshold(),
                score.passed(),
                score.metric().better().name().toLowerCase(Locale.ROOT),
                score.scorer(),
                score.space());
    }

    /** The score of a row that has all columns, in any order. */
    public static ModelScore score(Row row) {
        return new ModelScore(
                Metric.valueOf(row.<String>getAs(METRIC).toUpperCase(Locale.ROOT)),
                row.getAs(CLASS_NAME),
                row.<Double>getAs(VALUE),
                row.getAs(LOW),
                row.getAs(HIGH),
                row.<Long>getAs(N),
                row.getAs(REAL_FLOOR),
                row.getAs(THRESHOLD),
                row.getAs(PASSED),
                row.getAs(FEATURE_SPACE),
                row.getAs(SCORER));
    }
}
