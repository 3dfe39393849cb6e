package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.evaluation.SampleScore;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What the scorer thinks of each generated sample. */
public final class SampleScoresTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String SAMPLE_ID = "sample_id";
    public static final String PREDICTED_CLASS = "predicted_class";
    public static final String CLASS_NAME = "class_name";
    public static final String PROBABILITY = "probability";
    public static final String REALISM = "realism";
    public static final String NEAREST_REAL = "nearest_real";
    public static final String SCORER = "scorer";
    public static final String CATEGORY = "category";

    public static final String TRAINING_DISTANCE_RATIO = "training_distance_ratio";
    public static final String MEMBERSHIP_SCORE = "membership_score";

    private static final String NOT_COMPARED =
            "the sample is beyond the first evaluation.reference-examples, which are compared with the training data";
    private static final int VERSION = 1;

    public static final Table TABLE = Table.named("sample_scores", "One row for each generated sample.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(SAMPLE_ID, StringType, NO_UNIT, SCALAR, "id of the sample in samples")
            .column(PREDICTED_CLASS, IntegerType, NO_UNIT, SCALAR, "index of the class that the scorer finds likeliest")
            .column(CLASS_NAME, StringType, NO_UNIT, SCALAR, "name of that class")
            .column(PROBABILITY, DoubleType, "share", SCALAR, "the scorer's probability of that class, 0 to 1")
            .column(REALISM, DoubleType, NO_UNIT, SCALAR, "at least 1 when the sample lies among real ones")
            .column(
                    NEAREST_REAL,
                    DoubleType,
                    "distance in the scorer's features",
                    SCALAR,
                    "to the nearest real sample of the reference")
            .column(SCORER, StringType, NO_UNIT, SCALAR, "sha256 of the scorer's parameters")
            .nullable(
                    CATEGORY,
                    IntegerType,
                    NO_UNIT,
                    SCALAR,
                    "the class that the sample was asked to be of, or the category of its first code",
                    "the model has neither")
            .nullable(
                    TRAINING_DISTANCE_RATIO,
                    DoubleType,
                    "times",
                    SCALAR,
                    "distance to the nearest training row, in times that to the next one: near 0 for a copy",
                    NOT_COMPARED)
            .nullable(
                    MEMBERSHIP_SCORE,
                    DoubleType,
                    "share",
                    SCALAR,
                    "of held-out rows that are less drawn to the training data than the sample: near 1 for a copy, a half on average"
                            + " for fresh data",
                    NOT_COMPARED)
            .sortedBy(SAMPLE_ID);

    private SampleScoresTable() {}

    /** The row of a score. */
    public static Row row(SampleScore score) {
        return RowFactory.create(
                VERSION,
                score.sampleId(),
                score.predictedClass(),
                score.className(),
                score.probability(),
                score.realism(),
                score.nearestReal(),
                score.scorer(),
                score.category(),
                score.trainingDistanceRatio(),
                score.membershipScore());
    }

    /** The score of a row that has all columns, in any order. */
    public static SampleScore score(Row row) {
        return new SampleScore(
                row.getAs(SAMPLE_ID),
                row.<Integer>getAs(PREDICTED_CLASS),
                row.getAs(CLASS_NAME),
                row.<Double>getAs(PROBABILITY),
                row.<Double>getAs(REALISM),
                row.<Double>getAs(NEAREST_REAL),
                row.getAs(SCORER),
                row.getAs(CATEGORY),
                row.getAs(TRAINING_DISTANCE_RATIO),
                row.getAs(MEMBERSHIP_SCORE));
    }
}
