package io.lucidgen.internals;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.internals.Part.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
     * @param chosen the units that it has, and the values of the latent whose effects on units it has; all regions that have
     *     features are part of it, and what every value of the latent does to them and to the logit
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
        Stream<Part> units = chosen.stream().filter(part -> part.kind() == Kind.UNIT);
        return Stream.of(probe.latentParts(), units, probe.logits() == null ? Stream.<Part>of() : regions())
                .flatMap(parts -> parts)
                .toList();
    }

    /** The edges that begin at a part. */
    public List<EffectEdge> from(Part source) {
        Optional<GeneratorLayer> next = next(source);
        return switch (source.kind()) {
            case LATENT -> {
                List<EffectEdge> edges = new ArrayList<>();
                if (next.isPresent() && chosen.contains(source)) {
                    edges.addAll(toUnits(source, next.get()));
                }
                INDArray without = probe.without(source, probe.sample());
                edges.addAll(toRegions(source, without));
                edges.addAll(toLogit(source, without));
                yield edges;
            }
            case UNIT ->
                next.map(layer -> toUnits(source, layer))
                        .orElseGet(() -> toRegions(source, probe.without(source, probe.sample())));
            case REGION -> toLogit(source, withoutRegion(source.index()));
            case CRITIC_LOGIT -> List.of();
        };
    }

    private Optional<GeneratorLayer> next(Part source) {
        List<String> names = probe.layers().stream().map(GeneratorLayer::tensor).toList();
        return probe.layers().stream().skip(names.indexOf(source.layer()) + 1L).findFirst();
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

    private List<EffectEdge> toRegions(Part source, INDArray without) {
        return edges(source, regions().toList(), regionValues(probe.samples()), regionValues(without));
    }

    private List<EffectEdge> toLogit(Part source, INDArray without) {
        return probe.logits() == null
                ? List.of()
                : List.of(edge(source, Part.logit(), probe.logits(), probe.logits(without)));
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
