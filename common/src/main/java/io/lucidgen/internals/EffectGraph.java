package io.lucidgen.internals;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.internals.Part.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a latent becomes a sample and a logit, as edges between its values, units of each layer, regions of the sample, and the
 * critic's logit. Every edge is measured: its first end is switched off, and its second end, in the next column, is read. A
 * region that is off shows at each feature the mean over the bank's samples.
 */
public final class EffectGraph {

    private final GeneratorProbe probe;
    private final List<Part> chosen;
    private final List<int[]> regions;

    /**
     * A graph of some parts.
     *
     * @param chosen the values of the latent and the units that it has; all regions that have features are part of it
     * @param grid how features lie in a sample
     * @param across so many regions along each axis
     */
    public EffectGraph(GeneratorProbe probe, List<Part> chosen, FeatureGrid grid, int across) {
        this.probe = probe;
        this.chosen = List.copyOf(chosen);
        this.regions = IntStream.range(0, across * across)
                .mapToObj(region -> grid.region(region, across))
                .toList();
    }

    /** All parts that an edge can begin at. */
    public List<Part> sources() {
        return Stream.concat(chosen.stream(), probe.logits() == null ? Stream.of() : regions())
                .toList();
    }

    /** The edges that begin at a part. */
    public List<EffectEdge> from(Part source) {
        if (source.kind() == Kind.REGION) {
            double[] without = probe.logits(withoutRegion(source.index()));
            return List.of(edge(source, Part.logit(), probe.logits(), without));
        }
        return next(source).map(layer -> toUnits(source, layer)).findFirst().orElseGet(() -> toRegions(source));
    }

    private Stream<GeneratorLayer> next(Part source) {
        List<String> names = probe.layers().stream().map(GeneratorLayer::tensor).toList();
        return probe.layers().stream().skip(names.indexOf(source.layer()) + 1L);
    }

    private List<EffectEdge> toUnits(Part source, GeneratorLayer layer) {
        List<Part> units = chosen.stream()
                .filter(part -> part.layer().equals(layer.tensor()))
                .toList();
        List<Integer> indices = units.stream().map(Part::index).toList();
        return edges(
                source,
                units,
                layer.values(probe.activations(layer), indices),
                layer.values(probe.without(source, layer.tensor()), indices));
    }

    private List<EffectEdge> toRegions(Part source) {
        return edges(
                source,
                regions().toList(),
                regionValues(probe.samples()),
                regionValues(probe.without(source, probe.sample())));
    }

    private Stream<Part> regions() {
        return IntStream.range(0, regions.size())
                .filter(region -> regions.get(region).length > 0)
                .mapToObj(Part::region);
    }

    private double[][] regionValues(INDArray samples) {
        List<int[]> filled =
                regions.stream().filter(features -> features.length > 0).toList();
        double[][] features = samples.castTo(DataType.DOUBLE).toDoubleMatrix();
        double[][] values = new double[features.length][filled.size()];
        for (int row = 0; row < features.length; row++) {
            for (int region = 0; region < filled.size(); region++) {
                double[] sample = features[row];
                values[row][region] = Arrays.stream(filled.get(region))
                        .mapToDouble(feature -> sample[feature])
                        .average()
                        .getAsDouble();
            }
        }
        return values;
    }

    private INDArray withoutRegion(int region) {
        INDArray without = probe.samples().dup('c');
        INDArray mean = probe.samples().mean(0);
        for (int feature : regions.get(region)) {
            without.getColumn(feature).assign(mean.getDouble(feature));
        }
        return without;
    }

    private List<EffectEdge> edges(Part source, List<Part> targets, double[][] with, double[][] without) {
        List<EffectEdge> edges = new ArrayList<>();
        for (int k = 0; k < targets.size(); k++) {
            edges.add(edge(source, targets.get(k), column(with, k), column(without, k)));
        }
        return edges;
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static EffectEdge edge(Part from, Part to, double[] with, double[] without) {
        double effect = 0;
        double change = 0;
        for (int i = 0; i < with.length; i++) {
            effect += (with[i] - without[i]) / with.length;
            change += Math.abs(with[i] - without[i]) / with.length;
        }
        double deviation = Spread.of(with).deviation();
        return new EffectEdge(from, to, with.length, effect, change, deviation == 0 ? 0 : change / deviation);
    }
}
