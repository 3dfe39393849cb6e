package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.evaluation.explanation.MethodCandidate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Why each target is explained by the method that it is explained by, where that was chosen: one row for each candidate. */
public final class MethodChoicesTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String TARGET_KIND = "target_kind";
    public static final String TARGET_INDEX = "target_index";
    public static final String METHOD = "method";
    public static final String MAPS = "maps";
    public static final String PASSES = "passes";
    public static final String CONTRAST = "contrast";
    public static final String FASTER_THAN_CHANCE = "faster_than_chance";
    public static final String RANDOMIZED_CORRELATION = "randomized_correlation";
    public static final String ADDING_UP = "adding_up";
    public static final String CHOSEN = "chosen";
    public static final String WHY = "why";
    public static final String MILLISECONDS = "milliseconds";

    private static final int VERSION = 1;
    private static final String NOT_TRIED = "the method cannot explain the target";
    private static final String NOT_DEFINED = NOT_TRIED + ", or it is not defined for any map";

    public static final Table TABLE = Table.named(
                    "method_choices", "One row for each method that was a candidate for a target.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(TARGET_KIND, StringType, NO_UNIT, SCALAR, "as in explanations")
            .column(TARGET_INDEX, IntegerType, NO_UNIT, SCALAR, "as in explanations")
            .column(METHOD, StringType, NO_UNIT, SCALAR, "as in explanations")
            .column(MAPS, IntegerType, "maps", SCALAR, "maps that it was tried on")
            .nullable(PASSES, DoubleType, "passes", SCALAR, "of a map, forward and back together, the mean", NOT_TRIED)
            .nullable(
                    CONTRAST,
                    DoubleType,
                    "share",
                    SCALAR,
                    "median of insertion less deletion: the higher, the better does the map's order tell what matters",
                    NOT_DEFINED)
            .nullable(
                    FASTER_THAN_CHANCE,
                    DoubleType,
                    "share",
                    SCALAR,
                    "maps by whose order the target falls sooner than by random ones",
                    NOT_DEFINED)
            .nullable(
                    RANDOMIZED_CORRELATION,
                    DoubleType,
                    NO_UNIT,
                    SCALAR,
                    "median rank correlation with maps of a model that has forgotten all it learnt",
                    NOT_DEFINED)
            .nullable(
                    ADDING_UP,
                    DoubleType,
                    "share",
                    SCALAR,
                    "maps that add up",
                    NOT_TRIED + ", or promises no completeness")
            .column(CHOSEN, BooleanType, NO_UNIT, SCALAR, "whether it explains the target")
            .column(WHY, StringType, NO_UNIT, SCALAR, "why it does, or does not")
            .nullable(
                    MILLISECONDS,
                    DoubleType,
                    "milliseconds",
                    SCALAR,
                    "wall time of a map, the median",
                    NOT_TRIED + ", or the run is older than the column")
            .sortedBy(TARGET_KIND, TARGET_INDEX, METHOD);

    private MethodChoicesTable() {}

    /** The row of a candidate. */
    public static Row row(MethodCandidate candidate) {
        return RowFactory.create(
                VERSION,
                candidate.of().targetKind().label(),
                candidate.of().targetIndex(),
                candidate.of().method(),
                candidate.maps(),
                candidate.passes(),
                candidate.contrast(),
                candidate.fasterThanChance(),
                candidate.randomizedCorrelation(),
                candidate.addingUp(),
                candidate.chosen(),
                candidate.why(),
                candidate.milliseconds());
    }

    /** The candidate of a row that has all columns, in any order. */
    public static MethodCandidate candidate(Row row) {
        return new MethodCandidate(
                new Aspect(
                        ExplanationsTable.targetKind(row.getAs(TARGET_KIND)),
                        row.<Integer>getAs(TARGET_INDEX),
                        row.getAs(METHOD)),
                row.<Integer>getAs(MAPS),
                row.getAs(PASSES),
                row.getAs(MILLISECONDS),
                row.getAs(CONTRAST),
                row.getAs(FASTER_THAN_CHANCE),
                row.getAs(RANDOMIZED_CORRELATION),
                row.getAs(ADDING_UP),
                row.<Boolean>getAs(CHOSEN),
                row.getAs(WHY));
    }
}
