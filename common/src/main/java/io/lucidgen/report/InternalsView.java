package io.lucidgen.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the parts of a generator do.
 *
 * @param layers the hidden layers, from the latent on
 * @param strongest the values of the latent, then the units of each layer, that change samples most
 * @param edges the graph of effects between them, regions of samples and the critic's logit
 * @param across so many regions along each axis
 * @param strips directions among latents, by what they were found in and then the strongest first
 */
public record InternalsView(
        List<Layer> layers, List<Unit> strongest, List<Edge> edges, int across, List<Strip> strips) {

    /**
     * A hidden layer.
     *
     * @param twins units that go along with another one
     * @param activeShare how often a unit is on, the mean over units
     */
    public record Layer(String name, long units, long dead, long twins, double activeShare) {}

    /**
     * A value of the latent or a unit.
     *
     * @param sampleChange in the model's range
     * @param logitEffect in logits; empty without a critic
     * @param plane {@code [height, width]}: what it adds to a sample, over all channels
     */
    public record Unit(
            String layer, int index, double sampleChange, OptionalDouble logitEffect, float[] plane, int width) {}

    /**
     * A measured effect of a part on one of the next column.
     *
     * @param effect its sign is the edge's colour
     * @param strength in standard deviations of the later part
     */
    public record Edge(String fromLayer, int from, String toLayer, int to, double effect, double strength) {}

    /**
     * Samples along a direction.
     *
     * @param source what it was found in
     * @param share of the variance there, from 0 to 1
     */
    public record Strip(String source, int rank, double share, double sampleChange, Picture picture) {}
}
