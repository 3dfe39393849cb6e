package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.internals.EffectEdge;
import io.lucidgen.internals.Part;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** How a latent becomes a sample and a logit: one row for each edge of the graph of effects. */
public final class EffectEdgesTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String FROM_KIND = "from_kind";
    public static final String FROM_LAYER = "from_layer";
    public static final String FROM_INDEX = "from_index";
    public static final String TO_KIND = "to_kind";
    public static final String TO_LAYER = "to_layer";
    public static final String TO_INDEX = "to_index";
    public static final String SAMPLES = "samples";
    public static final String EFFECT = "effect";
    public static final String CHANGE = "change";
    public static final String STRENGTH = "strength";

    private static final int VERSION = 1;

    public static final Table TABLE = Table.named(
                    "effect_edges", "One row for each measured effect of a part of the generator on a later one.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(FROM_KIND, StringType, NO_UNIT, SCALAR, "latent, unit or region: what is switched off")
            .column(FROM_LAYER, StringType, NO_UNIT, SCALAR, "as layer in part_effects; region for a region")
            .column(FROM_INDEX, IntegerType, NO_UNIT, SCALAR, "which; regions are counted row by row from the top left")
            .column(TO_KIND, StringType, NO_UNIT, SCALAR, "unit, region or critic-logit: what is read")
            .column(TO_LAYER, StringType, NO_UNIT, SCALAR, "as from_layer; critic-logit for the logit")
            .column(TO_INDEX, IntegerType, NO_UNIT, SCALAR, "which; 0 for the logit")
            .column(SAMPLES, IntegerType, "samples", SCALAR, "latents that it was measured on")
            .column(
                    EFFECT,
                    DoubleType,
                    "of the part read",
                    SCALAR,
                    "the mean of its value with the other part on, less that with it off: a unit at 0, a value of the latent at"
                            + " the prior's mean, a region at its mean over the samples")
            .column(CHANGE, DoubleType, "of the part read", SCALAR, "the mean size of that difference")
            .column(
                    STRENGTH,
                    DoubleType,
                    "standard deviations",
                    SCALAR,
                    "that size in standard deviations of the part read; 0 where it does not vary")
            .sortedBy(FROM_KIND, FROM_LAYER, FROM_INDEX, TO_LAYER, TO_INDEX);

    private EffectEdgesTable() {}

    /** The row of an edge. */
    public static Row row(EffectEdge edge) {
        return RowFactory.create(
                VERSION,
                edge.from().kind().label(),
                edge.from().layer(),
                edge.from().index(),
                edge.to().kind().label(),
                edge.to().layer(),
                edge.to().index(),
                edge.samples(),
                edge.effect(),
                edge.change(),
                edge.strength());
    }

    /** The edge of a row that has all columns, in any order. */
    public static EffectEdge edge(Row row) {
        return new EffectEdge(
                part(row, FROM_KIND, FROM_LAYER, FROM_INDEX),
                part(row, TO_KIND, TO_LAYER, TO_INDEX),
                row.<Integer>getAs(SAMPLES),
                row.<Double>getAs(EFFECT),
                row.<Double>getAs(CHANGE),
                row.<Double>getAs(STRENGTH));
    }

    private static Part part(Row row, String kind, String layer, String index) {
        return new Part(
                ColumnValues.constant(Part.Kind.class, row.getAs(kind)), row.getAs(layer), row.<Integer>getAs(index));
    }
}
