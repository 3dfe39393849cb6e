package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.evaluation.Interval;
import io.lucidgen.simplification.Fidelity;
import io.lucidgen.simplification.Predictors;
import io.lucidgen.simplification.Response;
import io.lucidgen.simplification.Surrogate;
import io.lucidgen.simplification.WeakSpot;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Simple rules that stand for a model: one row for each thing that was to be explained. */
public final class SurrogatesTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String RESPONSE = "response";
    public static final String RESPONSE_INDEX = "response_index";
    public static final String PREDICTORS = "predictors";
    public static final String SIMPLE = "simple";
    public static final String FORM = "form";
    public static final String SIZE = "size";
    public static final String RULE = "rule";
    public static final String R2 = "r2";
    public static final String R2_LOW = "r2_low";
    public static final String R2_HIGH = "r2_high";
    public static final String AGREEMENT = "agreement";
    public static final String LINE_R2 = "line_r2";
    public static final String LINEAR_R2 = "linear_r2";
    public static final String FAILS_WHERE = "fails_where";
    public static final String FAILS_SHARE = "fails_share";
    public static final String FAILS_FACTOR = "fails_factor";
    public static final String FITTED = "fitted_samples";
    public static final String HELD_OUT = "held_out_samples";

    private static final int VERSION = 1;
    private static final String NO_PLACE = "no place stands out";

    public static final Table TABLE = Table.named(
                    "surrogates",
                    "One row for each thing that a simple rule was sought for, good rules and bad ones; see simple.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(
                    RESPONSE,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "what is predicted of a generated sample: critic-logit, brightness, contrast, roughness, asymmetry or"
                            + " latent-value")
            .column(RESPONSE_INDEX, IntegerType, NO_UNIT, SCALAR, "which value of the latent; -1 for all else")
            .column(
                    PREDICTORS,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "latent: from the values of the latent; sample: from the means of regions and what can be seen of the whole")
            .column(
                    SIMPLE,
                    BooleanType,
                    NO_UNIT,
                    SCALAR,
                    "whether the rule explains enough and beats the baselines on held-out samples; if not, there is no simple"
                            + " explanation, and the rule is the best one tried")
            .column(FORM, StringType, NO_UNIT, SCALAR, "of the rule: sparse-linear or shallow-tree")
            .column(SIZE, IntegerType, "terms or cases", SCALAR, "how much there is to read")
            .column(
                    RULE,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "what it says, numbers to three digits; regions are counted row by row from the top left")
            .column(
                    R2,
                    DoubleType,
                    "share",
                    SCALAR,
                    "of the constant's squared error on held-out samples that the rule does away with: 1 is exact")
            .column(R2_LOW, DoubleType, "share", SCALAR, "lower end of the 95 % interval of r2")
            .column(R2_HIGH, DoubleType, "share", SCALAR, "upper end of it")
            .column(
                    AGREEMENT,
                    DoubleType,
                    "share",
                    SCALAR,
                    "of held-out samples that the rule puts on the same side of the mean as the model does")
            .column(LINE_R2, DoubleType, "share", SCALAR, "r2 of the best line through a single feature")
            .column(LINEAR_R2, DoubleType, "share", SCALAR, "r2 of a weighted sum of all features")
            .nullable(FAILS_WHERE, StringType, NO_UNIT, SCALAR, "where the rule errs most, in words", NO_PLACE)
            .nullable(FAILS_SHARE, DoubleType, "share", SCALAR, "of held-out samples that are there", NO_PLACE)
            .nullable(
                    FAILS_FACTOR,
                    DoubleType,
                    "times",
                    SCALAR,
                    "the mean size of the error there, in times that of all held-out samples",
                    NO_PLACE)
            .column(FITTED, IntegerType, "samples", SCALAR, "that the rule was fitted to and chosen by")
            .column(HELD_OUT, IntegerType, "samples", SCALAR, "that the figures are of")
            .sortedBy(RESPONSE, RESPONSE_INDEX, PREDICTORS);

    private SurrogatesTable() {}

    /** The row of a rule. */
    public static Row row(Surrogate surrogate) {
        Fidelity fidelity = surrogate.fidelity();
        Optional<WeakSpot> spot = surrogate.weakSpot();
        return RowFactory.create(
                VERSION,
                surrogate.response().kind().label(),
                surrogate.response().index(),
                surrogate.predictors().label(),
                surrogate.simple(),
                surrogate.form().label(),
                surrogate.size(),
                surrogate.words(),
                fidelity.r2(),
                fidelity.interval().low(),
                fidelity.interval().high(),
                fidelity.agreement(),
                surrogate.lineR2(),
                surrogate.linearR2(),
                spot.map(WeakSpot::where).orElse(null),
                spot.map(WeakSpot::share).orElse(null),
                spot.map(WeakSpot::factor).orElse(null),
                surrogate.fitted(),
                surrogate.heldOut());
    }

    /** The rule of a row that has all columns, in any order. */
    public static Surrogate surrogate(Row row) {
        String where = row.getAs(FAILS_WHERE);
        return new Surrogate(
                new Response(
                        ColumnValues.constant(Response.Kind.class, row.getAs(RESPONSE)),
                        row.<Integer>getAs(RESPONSE_INDEX)),
                ColumnValues.constant(Predictors.class, row.getAs(PREDICTORS)),
                row.<Boolean>getAs(SIMPLE),
                ColumnValues.constant(Surrogate.Form.class, row.getAs(FORM)),
                row.<Integer>getAs(SIZE),
                row.getAs(RULE),
                new Fidelity(
                        row.<Double>getAs(R2),
                        new Interval(row.<Double>getAs(R2_LOW), row.<Double>getAs(R2_HIGH)),
                        row.<Double>getAs(AGREEMENT)),
                row.<Double>getAs(LINE_R2),
                row.<Double>getAs(LINEAR_R2),
                where == null
                        ? Optional.empty()
                        : Optional.of(
                                new WeakSpot(where, row.<Double>getAs(FAILS_SHARE), row.<Double>getAs(FAILS_FACTOR))),
                row.<Integer>getAs(FITTED),
                row.<Integer>getAs(HELD_OUT));
    }
}
