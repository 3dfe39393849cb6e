package io.lucidgen.report;

import java.util.List;

/**
 * A network as its reader sees it.
 *
 * @param role what it does, such as "draws an image from a latent"; may be empty
 * @param layers in an order in which each comes after its inputs
 */
public record NetworkView(String name, String role, List<LayerView> layers) {

    public NetworkView {
        layers = List.copyOf(layers);
    }

    /** Number of trained values in all layers. */
    public long parameters() {
        return layers.stream().mapToLong(LayerView::parameters).sum();
    }

    /** The layers as a reader takes them: each with the activations that follow it. */
    public List<LayerGroup> groups() {
        return LayerGroup.of(this);
    }
}
