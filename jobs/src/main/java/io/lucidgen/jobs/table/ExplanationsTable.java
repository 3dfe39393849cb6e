package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.MapSummary;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.data.Axis;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.model.TargetKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The explanations: one row for each sample, target and method. */
public final class ExplanationsTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String SAMPLE_ID = "sample_id";
    public static final String MODALITY = "modality";
    public static final String SOURCE = "source";
    public static final String EXPLAINED_SPACE = "explained_space";
    public static final String AXES = "axes";
    public static final String AXIS_UNITS = "axis_units";
    public static final String UNIT_LABELS = "unit_labels";
    public static final String SHAPE = "shape";
    public static final String TARGET_KIND = "target_kind";
    public static final String TARGET_INDEX = "target_index";
    public static final String TARGET_VALUE = "target_value";
    public static final String BASELINE_VALUE = "baseline_value";
    public static final String METHOD = "method";
    public static final String METHOD_PARAMETERS = "method_parameters";
    public static final String BASELINE = "baseline";
    public static final String ATTRIBUTION = "attribution";
    public static final String ATTRIBUTION_SUM = "attribution_sum";
    public static final String ATTRIBUTION_ABS_SUM = "attribution_abs_sum";
    public static final String ATTRIBUTION_MAX_ABS = "attribution_max_abs";
    public static final String POSITIVE_SHARE = "positive_share";
    public static final String GINI = "gini";
    public static final String TOP_INDEX = "top_index";
    public static final String TOP_VALUE = "top_value";
    public static final String POOLED = "pooled";
    public static final String POOLED_SHAPE = "pooled_shape";
    public static final String COMPLETENESS_GAP = "completeness_gap";
    public static final String STEPS = "steps";
    public static final String FORWARD_PASSES = "forward_passes";
    public static final String BACKWARD_PASSES = "backward_passes";
    public static final String MILLISECONDS = "milliseconds";
    public static final String TARGET_UNIT = "target_unit";
    public static final String SELF_CHECK = "self_check";

    private static final int VERSION = 1;
    private static final String OF_TARGET = "as the target's";

    public static final Table TABLE = Table.named(
                    "explanations", "One row for each explained sample, target and method.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(
                    SAMPLE_ID,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "id of the sample in samples, or of the row in the data set")
            .column(MODALITY, StringType, NO_UNIT, SCALAR, "image, text, audio or table")
            .column(SOURCE, StringType, NO_UNIT, SCALAR, "generated: the model made it; real: it is a held-out row")
            .column(EXPLAINED_SPACE, StringType, NO_UNIT, SCALAR, "what the map is over: input, latent, unit or token")
            .column(AXES, ColumnValues.STRINGS, NO_UNIT, "[axes]", "what is counted along each axis of the map")
            .column(AXIS_UNITS, ColumnValues.STRINGS, NO_UNIT, "[axes]", "what one step along each axis means")
            .nullable(
                    UNIT_LABELS,
                    ColumnValues.STRINGS,
                    NO_UNIT,
                    "[features]",
                    "names of the map's cells, such as tokens or columns",
                    "the cells have no names")
            .column(
                    SHAPE,
                    ColumnValues.INTS,
                    NO_UNIT,
                    "[axes]",
                    "sizes of the axes; their product is the length of the map")
            .column(
                    TARGET_KIND,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "what is explained: critic-logit, reconstruction-error, latent-mean, latent-code; of the latent of a"
                            + " generated sample: critic-logit-by-latent, region-by-latent; of a unit of a hidden layer: unit, unit-by-latent")
            .column(
                    TARGET_INDEX,
                    IntegerType,
                    NO_UNIT,
                    SCALAR,
                    "which component of the target, -1 where there is only one")
            .column(
                    TARGET_VALUE,
                    DoubleType,
                    "logits, or squared error, or latent, or features in the normalised range",
                    SCALAR,
                    "the target at the sample")
            .column(BASELINE_VALUE, DoubleType, OF_TARGET, SCALAR, "the target at the baseline")
            .column(METHOD, StringType, NO_UNIT, SCALAR, "the attribution method")
            .column(METHOD_PARAMETERS, ColumnValues.TEXTS, NO_UNIT, "map by name", "the settings of the method")
            .column(
                    BASELINE,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "what the sample is compared with: black, gray or mean, or prior-mean for its latent")
            .column(ATTRIBUTION, ColumnValues.FLOATS, OF_TARGET, "[features]", "the map, row-major over shape")
            .column(ATTRIBUTION_SUM, DoubleType, OF_TARGET, SCALAR, "sum of the map")
            .column(ATTRIBUTION_ABS_SUM, DoubleType, OF_TARGET, SCALAR, "sum of the sizes of the map's values")
            .column(ATTRIBUTION_MAX_ABS, DoubleType, OF_TARGET, SCALAR, "largest size of a value of the map")
            .column(
                    POSITIVE_SHARE,
                    DoubleType,
                    "share",
                    SCALAR,
                    "the positive values' part of attribution_abs_sum, 0 to 1")
            .column(
                    GINI,
                    DoubleType,
                    NO_UNIT,
                    SCALAR,
                    "0 when all features weigh alike, near 1 when few hold everything")
            .column(TOP_INDEX, ColumnValues.INTS, NO_UNIT, "[top-k]", "the strongest features, strongest first")
            .column(TOP_VALUE, ColumnValues.FLOATS, OF_TARGET, "[top-k]", "their values")
            .column(
                    POOLED,
                    ColumnValues.FLOATS,
                    OF_TARGET,
                    "[rows * columns]",
                    "sums over the cells of a coarse grid, row-major")
            .column(POOLED_SHAPE, ColumnValues.INTS, NO_UNIT, "[2]", "rows and columns of that grid")
            .nullable(
                    COMPLETENESS_GAP,
                    DoubleType,
                    OF_TARGET,
                    SCALAR,
                    "sum of the stored map less (target_value - baseline_value)",
                    "the method does not promise that they are equal")
            .column(
                    STEPS,
                    IntegerType,
                    NO_UNIT,
                    SCALAR,
                    "points of the path, or windows, that the map is computed from")
            .column(FORWARD_PASSES, IntegerType, "passes", SCALAR, "evaluations of the target, one row each")
            .column(BACKWARD_PASSES, IntegerType, "passes", SCALAR, "gradients of the target, one row each")
            .column(MILLISECONDS, DoubleType, "milliseconds", SCALAR, "wall time of the map")
            .column(SELF_CHECK, BooleanType, NO_UNIT, SCALAR, "whether the target's gradients passed the check before")
            .nullable(
                    TARGET_UNIT,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "which unit target_index stands for: network, layer and unit, as critic/dense1/17",
                    "the target is not unit or unit-by-latent")
            .sortedBy(SAMPLE_ID, TARGET_KIND, TARGET_INDEX, METHOD);

    private ExplanationsTable() {}

    /** The row of an explanation. */
    public static Row row(ExplanationRow explained) {
        SampleExplanation explanation = explained.explanation();
        AttributionMap map = explanation.map();
        MapSummary summary = explanation.summary();
        List<Axis> axes = explanation.shape().axes();
        return RowFactory.create(
                VERSION,
                explanation.sampleId(),
                explained.modality().name().toLowerCase(Locale.ROOT),
                explanation.source().label(),
                explanation.targetKind().space().label(),
                axes.stream().map(Axis::name).toArray(String[]::new),
                axes.stream().map(Axis::unit).toArray(String[]::new),
                null,
                axes.stream().mapToInt(Axis::size).toArray(),
                explanation.targetKind().label(),
                explanation.targetIndex(),
                map.targetValue(),
                map.baselineValue(),
                explanation.method(),
                ColumnValues.map(explanation.parameters()),
                explanation.baseline(),
                map.values(),
                summary.sum(),
                summary.absoluteSum(),
                summary.largest(),
                summary.positiveShare(),
                summary.gini(),
                summary.topIndices(),
                summary.topValues(),
                summary.pooled(),
                new int[] {summary.pooledHeight(), summary.pooledWidth()},
                map.completenessGap(),
                map.steps(),
                map.forwardPasses(),
                map.backwardPasses(),
                explanation.milliseconds(),
                explanation.selfCheck(),
                explained.unit());
    }

    /** The explanation of a row that has all columns, in any order. */
    public static ExplanationRow explanation(Row row) {
        List<String> names = ColumnValues.strings(row, AXES);
        List<String> units = ColumnValues.strings(row, AXIS_UNITS);
        int[] sizes = ColumnValues.ints(row, SHAPE);
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            axes.add(new Axis(names.get(i), sizes[i], units.get(i)));
        }
        int[] pooledShape = ColumnValues.ints(row, POOLED_SHAPE);
        SampleExplanation explanation = new SampleExplanation(
                row.getAs(SAMPLE_ID),
                source(row),
                targetKind(row.getAs(TARGET_KIND)),
                row.<Integer>getAs(TARGET_INDEX),
                row.getAs(METHOD),
                ColumnValues.map(row, METHOD_PARAMETERS),
                row.getAs(BASELINE),
                new SampleShape(axes),
                new AttributionMap(
                        ColumnValues.floats(row, ATTRIBUTION),
                        row.<Double>getAs(TARGET_VALUE),
                        row.<Double>getAs(BASELINE_VALUE),
                        row.getAs(COMPLETENESS_GAP),
                        row.<Integer>getAs(STEPS),
                        row.<Integer>getAs(FORWARD_PASSES),
                        row.<Integer>getAs(BACKWARD_PASSES)),
                new MapSummary(
                        row.<Double>getAs(ATTRIBUTION_SUM),
                        row.<Double>getAs(ATTRIBUTION_ABS_SUM),
                        row.<Double>getAs(ATTRIBUTION_MAX_ABS),
                        row.<Double>getAs(POSITIVE_SHARE),
                        row.<Double>getAs(GINI),
                        ColumnValues.ints(row, TOP_INDEX),
                        ColumnValues.floats(row, TOP_VALUE),
                        ColumnValues.floats(row, POOLED),
                        pooledShape[0],
                        pooledShape[1]),
                row.<Double>getAs(MILLISECONDS),
                row.<Boolean>getAs(SELF_CHECK));
        return new ExplanationRow(
                explanation,
                Modality.valueOf(row.<String>getAs(MODALITY).toUpperCase(Locale.ROOT)),
                row.getAs(TARGET_UNIT));
    }

    /** The coarse map of a row that has its column, {@code [height * width]}. */
    public static float[] pooled(Row row) {
        return ColumnValues.floats(row, POOLED);
    }

    /** The height and the width of a row's coarse map. */
    public static int[] pooledShape(Row row) {
        return ColumnValues.ints(row, POOLED_SHAPE);
    }

    /** Where the sample of a row comes from. */
    public static SampleSource source(Row row) {
        return SampleSource.valueOf(row.<String>getAs(SOURCE).toUpperCase(Locale.ROOT));
    }

    /** The kind of target of a label in the tables. */
    public static TargetKind targetKind(String label) {
        return Arrays.stream(TargetKind.values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no target " + label));
    }
}
