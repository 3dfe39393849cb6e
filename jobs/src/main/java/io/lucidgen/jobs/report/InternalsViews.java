package io.lucidgen.jobs.report;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.data.SampleShape;
import io.lucidgen.internals.EffectEdge;
import io.lucidgen.internals.LatentDirection.Source;
import io.lucidgen.internals.Part.Kind;
import io.lucidgen.internals.PartEffect;
import io.lucidgen.jobs.table.DirectionRow;
import io.lucidgen.jobs.table.EffectEdgesTable;
import io.lucidgen.jobs.table.FindingsTable;
import io.lucidgen.jobs.table.LatentDirectionsTable;
import io.lucidgen.jobs.table.PartEffectsTable;
import io.lucidgen.report.FindingView;
import io.lucidgen.report.InternalsView;
import io.lucidgen.report.Part;
import io.lucidgen.report.PngReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the parts of the generator do: layers are summed up on the executors, and the parts of the graph are fetched. */
final class InternalsViews {

    private InternalsViews() {}

    static Part<InternalsView> of(ReportSources sources, SampleShape shape) throws IOException {
        Optional<ReportSources.Source> effects = sources.of(PartEffectsTable.TABLE);
        Optional<ReportSources.Source> edges = sources.of(EffectEdgesTable.TABLE);
        if (effects.isEmpty() || edges.isEmpty()) {
            return Part.absent("Nothing of the generator's parts is stored for this version: run explain with"
                    + " explanation.internals.enabled=true, then report again.");
        }
        List<EffectEdge> graph = sources.read(edges.get()).collectAsList().stream()
                .map(EffectEdgesTable::edge)
                .toList();
        Dataset<Row> parts = sources.read(effects.get());
        List<String> order = order(graph);
        List<EffectEdge> drawn = drawn(graph, order);
        return Part.of(new InternalsView(
                layers(parts, order),
                strongest(parts, drawn, order, FeatureGrid.of(shape)),
                drawn.stream().map(InternalsViews::edge).toList(),
                across(graph),
                strips(sources)));
    }

    /** The columns of the graph, from the latent on: what is behind a column by the shortest way. */
    private static List<String> order(List<EffectEdge> graph) {
        List<String> order = new ArrayList<>(List.of(Kind.LATENT.label()));
        Optional<String> next = Optional.of(order.get(0));
        while (next.isPresent()) {
            String column = next.get();
            next = graph.stream()
                    .filter(edge -> edge.from().layer().equals(column))
                    .map(EffectEdge::to)
                    .min(Comparator.comparing(to -> to.kind()))
                    .map(to -> to.layer());
            next.ifPresent(order::add);
        }
        return order;
    }

    /** The edges from each column to the one behind it. */
    private static List<EffectEdge> drawn(List<EffectEdge> graph, List<String> order) {
        return graph.stream()
                .filter(edge -> order.indexOf(edge.to().layer())
                        == order.indexOf(edge.from().layer()) + 1)
                .toList();
    }

    private static List<InternalsView.Layer> layers(Dataset<Row> parts, List<String> order) {
        return parts
                .filter(col(PartEffectsTable.ACTIVE_SHARE).isNotNull())
                .groupBy(PartEffectsTable.LAYER)
                .agg(
                        count(lit(1)),
                        sum(col(PartEffectsTable.DEAD).cast("long")),
                        count(when(abs(col(PartEffectsTable.TWIN_CORRELATION)).geq(PartEffect.TWIN), lit(1))),
                        avg(PartEffectsTable.ACTIVE_SHARE))
                .collectAsList()
                .stream()
                .map(row -> new InternalsView.Layer(
                        row.getString(0), row.getLong(1), row.getLong(2), row.getLong(3), row.getDouble(4)))
                .sorted(Comparator.comparingInt(layer -> order.indexOf(layer.name())))
                .toList();
    }

    private static List<InternalsView.Unit> strongest(
            Dataset<Row> parts, List<EffectEdge> graph, List<String> order, FeatureGrid grid) {
        Column chosen = graph.stream()
                .map(EffectEdge::from)
                .filter(part -> part.kind() != Kind.REGION)
                .distinct()
                .map(part -> col(PartEffectsTable.LAYER)
                        .equalTo(part.layer())
                        .and(col(PartEffectsTable.INDEX).equalTo(part.index())))
                .reduce(lit(false), Column::or);
        return parts.filter(chosen).collectAsList().stream()
                .map(PartEffectsTable::effect)
                .sorted(Comparator.comparingInt((PartEffect effect) ->
                                order.indexOf(effect.part().layer()))
                        .thenComparing(Comparator.comparingDouble(PartEffect::sampleChange)
                                .reversed()))
                .map(effect -> new InternalsView.Unit(
                        effect.part().layer(),
                        effect.part().index(),
                        effect.sampleChange(),
                        ScoreViews.optional(effect.logitEffect()),
                        plane(effect.effectMap(), grid),
                        grid.width()))
                .toList();
    }

    /** Channels added up. */
    private static float[] plane(float[] map, FeatureGrid grid) {
        int size = grid.height() * grid.width();
        float[] plane = new float[size];
        for (int i = 0; i < map.length; i++) {
            plane[i % size] += map[i];
        }
        return plane;
    }

    private static InternalsView.Edge edge(EffectEdge edge) {
        return new InternalsView.Edge(
                edge.from().layer(),
                edge.from().index(),
                edge.to().layer(),
                edge.to().index(),
                edge.effect(),
                edge.strength());
    }

    /** What stands out, in the order in which it was told. */
    static Part<List<FindingView>> findings(ReportSources sources) throws IOException {
        Optional<ReportSources.Source> found = sources.of(FindingsTable.TABLE);
        return found.isEmpty()
                ? Part.absent(
                        "Nothing was looked for in this version: run explain with explanation.internals.enabled=true,"
                                + " then report again.")
                : Part.of(sources.read(found.get()).orderBy(FindingsTable.PLACE).collectAsList().stream()
                        .map(FindingsTable::finding)
                        .map(finding -> new FindingView(finding.statement(), finding.table(), finding.rows()))
                        .toList());
    }

    private static int across(List<EffectEdge> graph) {
        int last = graph.stream()
                .filter(edge -> edge.to().kind() == Kind.REGION)
                .mapToInt(edge -> edge.to().index())
                .max()
                .orElse(0);
        return (int) Math.ceil(Math.sqrt(last + 1.0));
    }

    private static List<InternalsView.Strip> strips(ReportSources sources) throws IOException {
        Optional<ReportSources.Source> found = sources.of(LatentDirectionsTable.TABLE);
        if (found.isEmpty()) {
            return List.of();
        }
        return sources.read(found.get()).collectAsList().stream()
                .map(LatentDirectionsTable::direction)
                .filter(row -> row.strip() != null)
                .sorted(Comparator.comparing(
                                (DirectionRow row) -> row.direction().source() == Source.ACTIVATIONS)
                        .thenComparingInt(row -> row.direction().rank()))
                .map(row -> new InternalsView.Strip(
                        row.direction().source().label(),
                        row.direction().rank(),
                        row.direction().share(),
                        row.direction().sampleChange(),
                        PngReader.decode(row.strip())))
                .toList();
    }
}
