package io.lucidgen.jobs.internals;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;

import io.lucidgen.internals.EffectEdge;
import io.lucidgen.internals.Finding;
import io.lucidgen.internals.PartEffect;
import io.lucidgen.jobs.run.Step;
import io.lucidgen.jobs.table.DirectionRow;
import io.lucidgen.jobs.table.EffectEdgesTable;
import io.lucidgen.jobs.table.FindingRow;
import io.lucidgen.jobs.table.FindingsTable;
import io.lucidgen.jobs.table.LatentDirectionsTable;
import io.lucidgen.jobs.table.PartEffectsTable;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Publishes what an engine finds. */
public final class InternalsTables {

    private InternalsTables() {}

    /**
     * How much was found.
     *
     * @param statements what stands out, in plain sentences
     * @param units of all layers
     * @param dead units that were never seen to be on
     * @param twins units that go along with another of their layer as closely as {@link PartEffect#TWIN}
     */
    public record Found(List<String> statements, long units, long dead, long twins) {}

    /** Publishes all tables; samples of the bank, parts and edges are bounded by the model and the configuration. */
    public static Found publish(Step step, SparkSession spark, InternalsEngine engine) throws IOException {
        step.publish(
                PartEffectsTable.TABLE,
                PartEffectsTable.TABLE.rows(spark, engine.effects().map(new EffectToRow())));
        Dataset<Row> effects = step.published(PartEffectsTable.TABLE);
        step.publish(
                EffectEdgesTable.TABLE,
                EffectEdgesTable.TABLE.rows(spark, engine.edges(effects).map(new EdgeToRow())));
        List<DirectionRow> directions = engine.directions();
        if (!directions.isEmpty()) {
            step.publish(
                    LatentDirectionsTable.TABLE,
                    LatentDirectionsTable.TABLE.rows(
                            spark,
                            directions.stream().map(LatentDirectionsTable::row).toList()));
        }
        List<Finding> findings = engine.findings();
        step.publish(
                FindingsTable.TABLE,
                FindingsTable.TABLE.rows(
                        spark,
                        IntStream.range(0, findings.size())
                                .mapToObj(place -> FindingsTable.row(place, FindingRow.of(findings.get(place))))
                                .toList()));
        return new Found(
                findings.stream().map(Finding::statement).toList(),
                effects.filter(col(PartEffectsTable.ACTIVE_SHARE).isNotNull()).count(),
                effects.filter(col(PartEffectsTable.DEAD)).count(),
                effects.filter(abs(col(PartEffectsTable.TWIN_CORRELATION)).geq(PartEffect.TWIN))
                        .count());
    }

    private record EffectToRow() implements Function<PartEffect, Row> {
        @Override
        public Row call(PartEffect effect) {
            return PartEffectsTable.row(effect);
        }
    }

    private record EdgeToRow() implements Function<EffectEdge, Row> {
        @Override
        public Row call(EffectEdge edge) {
            return EffectEdgesTable.row(edge);
        }
    }
}
