package io.lucidgen.internals;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.internals.Part.Kind;
import io.lucidgen.internals.PartEffect.Activity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What can be compared between a model and others of the same make.
 *
 * @param across so many regions along each axis
 * @param latentRegions {@code [latent][region]}: how far each region's mean changes with each value of the latent
 * @param regionLogit {@code [region]}: how far the logit changes with each region; empty without a critic
 * @param regionEffect {@code [region]}: the mean of the logit with the region, less that without; empty without a critic
 * @param layers the hidden layers
 */
public record InternalsFacts(
        int across, double[][] latentRegions, double[] regionLogit, double[] regionEffect, List<LayerFacts> layers)
        implements Serializable {

    /**
     * A hidden layer.
     *
     * @param dead units that are never on
     * @param twins units that go along with another one as closely as {@link PartEffect#TWIN}
     */
    public record LayerFacts(String layer, int units, int dead, int twins) implements Serializable {}

    /** Measures them: one pass of the bank for each value of the latent and each region. */
    public static InternalsFacts measure(GeneratorProbe probe, FeatureGrid grid, int across) {
        EffectGraph graph = new EffectGraph(probe, List.of(), grid, across);
        int regions = across * across;
        boolean critic = probe.logits() != null;
        double[][] latents = new double[(int) probe.latentParts().count()][regions];
        double[] logit = new double[critic ? regions : 0];
        double[] effect = new double[critic ? regions : 0];
        for (Part source : graph.sources()) {
            for (EffectEdge edge : graph.from(source)) {
                if (edge.to().kind() == Kind.REGION) {
                    latents[source.index()][edge.to().index()] = edge.change();
                } else if (source.kind() == Kind.REGION) {
                    logit[source.index()] = edge.change();
                    effect[source.index()] = edge.effect();
                }
            }
        }
        List<LayerFacts> layers = new ArrayList<>();
        for (GeneratorLayer layer : probe.layers()) {
            List<Activity> units = IntStream.range(0, layer.units())
                    .mapToObj(unit -> probe.activity(Part.unit(layer, unit)))
                    .toList();
            layers.add(new LayerFacts(
                    layer.tensor(),
                    layer.units(),
                    (int) units.stream().filter(unit -> unit.activeShare() == 0).count(),
                    (int) units.stream()
                            .filter(unit -> Math.abs(unit.twinCorrelation()) >= PartEffect.TWIN)
                            .count()));
        }
        return new InternalsFacts(across, latents, logit, effect, layers);
    }

    /** {@code [latent]}: the part of each value of all that the latent changes; 0 where nothing changes. */
    double[] latentShares() {
        return shares(Arrays.stream(latentRegions)
                .mapToDouble(regions -> Arrays.stream(regions).sum())
                .toArray());
    }

    /** {@code [region]}: the part of each region of what a value of the latent changes. */
    double[] regionShares(int latent) {
        return shares(latentRegions[latent]);
    }

    /** {@code [region]}: the part of each region of what the critic sees change. */
    double[] logitShares() {
        return shares(regionLogit);
    }

    private static double[] shares(double[] values) {
        double sum = Arrays.stream(values).sum();
        return Arrays.stream(values).map(value -> sum > 0 ? value / sum : 0).toArray();
    }
}
