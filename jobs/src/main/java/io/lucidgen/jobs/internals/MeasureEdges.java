package io.lucidgen.jobs.internals;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.internals.EffectEdge;
import io.lucidgen.internals.EffectGraph;
import io.lucidgen.internals.Part;
import io.lucidgen.jobs.spark.GpuLease;
import io.lucidgen.model.GenerativeModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * The executor's part: loads the model once for a task and measures the edges that begin at its parts.
 *
 * @param chosen the values of the latent and the units that the graph has
 */
record MeasureEdges(ProbedModel model, List<Part> chosen) implements FlatMapFunction<Iterator<Part>, EffectEdge> {

    @Override
    public Iterator<EffectEdge> call(Iterator<Part> sources) {
        GpuLease.take();
        GenerativeModel loaded = model.load();
        EffectGraph graph = new EffectGraph(
                model.probe(loaded),
                chosen,
                FeatureGrid.of(model.definition().sampleShape()),
                model.config().regions());
        List<EffectEdge> edges = new ArrayList<>();
        sources.forEachRemaining(source -> edges.addAll(graph.from(source)));
        return edges.iterator();
    }
}
