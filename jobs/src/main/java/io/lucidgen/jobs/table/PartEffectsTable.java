package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.internals.Part;
import io.lucidgen.internals.PartEffect;
import io.lucidgen.internals.PartEffect.Activity;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What the parts of a generator do: one row for each value of the latent and each unit. */
public final class PartEffectsTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String KIND = "kind";
    public static final String LAYER = "layer";
    public static final String INDEX = "part_index";
    public static final String SAMPLES = "samples";
    public static final String SAMPLE_CHANGE = "sample_change";
    public static final String LOGIT_EFFECT = "logit_effect";
    public static final String LOGIT_CHANGE = "logit_change";
    public static final String ACTIVE_SHARE = "active_share";
    public static final String MEAN = "mean_activation";
    public static final String DEVIATION = "activation_deviation";
    public static final String TWIN = "twin";
    public static final String TWIN_CORRELATION = "twin_correlation";
    public static final String DEAD = "dead";
    public static final String EFFECT_MAP = "effect_map";

    private static final int VERSION = 1;
    private static final String NO_CRITIC = "the family has no critic";
    private static final String NO_UNIT_OF_A_LAYER = "the part is a value of the latent";
    private static final String NO_TWIN = NO_UNIT_OF_A_LAYER + ", or does not vary, or no other unit does";

    public static final Table TABLE = Table.named(
                    "part_effects", "One row for each value of the latent and each unit of the generator.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(KIND, StringType, NO_UNIT, SCALAR, "latent or unit")
            .column(
                    LAYER,
                    StringType,
                    NO_UNIT,
                    SCALAR,
                    "the activation that the unit is of, as the model card calls it; latent for a value of the latent")
            .column(
                    INDEX,
                    IntegerType,
                    NO_UNIT,
                    SCALAR,
                    "which, from 0 on; a unit of feature maps is a channel, at all places")
            .column(SAMPLES, IntegerType, "samples", SCALAR, "latents that the effects are measured on")
            .column(
                    SAMPLE_CHANGE,
                    DoubleType,
                    "model range",
                    SCALAR,
                    "root of the mean squared change of a feature when the part is switched off: a unit to 0, a value of the"
                            + " latent to the prior's mean")
            .nullable(
                    LOGIT_EFFECT,
                    DoubleType,
                    "logits",
                    SCALAR,
                    "the mean of the critic's logit with the part, less that without",
                    NO_CRITIC)
            .nullable(LOGIT_CHANGE, DoubleType, "logits", SCALAR, "the mean size of that difference", NO_CRITIC)
            .nullable(
                    ACTIVE_SHARE,
                    DoubleType,
                    "share",
                    SCALAR,
                    "how often the unit is not 0, over samples and places",
                    NO_UNIT_OF_A_LAYER)
            .nullable(MEAN, DoubleType, NO_UNIT, SCALAR, "mean of the unit's values", NO_UNIT_OF_A_LAYER)
            .nullable(
                    DEVIATION,
                    DoubleType,
                    NO_UNIT,
                    SCALAR,
                    "standard deviation of the unit's values",
                    NO_UNIT_OF_A_LAYER)
            .nullable(
                    TWIN,
                    IntegerType,
                    NO_UNIT,
                    SCALAR,
                    "the unit of the same layer whose values go along with this one's most",
                    NO_TWIN)
            .nullable(TWIN_CORRELATION, DoubleType, NO_UNIT, SCALAR, "how closely, from -1 to 1", NO_TWIN)
            .column(DEAD, BooleanType, NO_UNIT, SCALAR, "whether it is a unit that was never seen to be on")
            .column(
                    EFFECT_MAP,
                    ColumnValues.FLOATS,
                    "model range",
                    "[features]",
                    "the mean of each feature with the part, less that without; row-major over the sample's axes")
            .sortedBy(KIND, LAYER, INDEX);

    private PartEffectsTable() {}

    /** The row of an effect. */
    public static Row row(PartEffect effect) {
        Activity activity = effect.activity();
        boolean unit = activity != null;
        boolean twin = unit && activity.twin() >= 0;
        return RowFactory.create(
                VERSION,
                effect.part().kind().label(),
                effect.part().layer(),
                effect.part().index(),
                effect.samples(),
                effect.sampleChange(),
                effect.logitEffect(),
                effect.logitChange(),
                unit ? activity.activeShare() : null,
                unit ? activity.mean() : null,
                unit ? activity.deviation() : null,
                twin ? activity.twin() : null,
                twin ? activity.twinCorrelation() : null,
                effect.isDead(),
                effect.effectMap());
    }

    /** The part of a row that names one. */
    public static Part part(Row row) {
        return new Part(
                ColumnValues.constant(Part.Kind.class, row.getAs(KIND)), row.getAs(LAYER), row.<Integer>getAs(INDEX));
    }

    /** The effect of a row that has all columns, in any order. */
    public static PartEffect effect(Row row) {
        Double share = row.getAs(ACTIVE_SHARE);
        Integer twin = row.getAs(TWIN);
        Double correlation = row.getAs(TWIN_CORRELATION);
        return new PartEffect(
                part(row),
                row.<Integer>getAs(SAMPLES),
                share == null
                        ? null
                        : new Activity(
                                share,
                                row.<Double>getAs(MEAN),
                                row.<Double>getAs(DEVIATION),
                                twin == null ? -1 : twin,
                                correlation == null ? Double.NaN : correlation),
                row.<Double>getAs(SAMPLE_CHANGE),
                row.getAs(LOGIT_EFFECT),
                row.getAs(LOGIT_CHANGE),
                ColumnValues.floats(row, EFFECT_MAP));
    }
}
