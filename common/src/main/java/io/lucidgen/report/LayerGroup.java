package io.lucidgen.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A layer and the activations that follow it without changing its shape: one step to a reader, one box of a diagram.
 *
 * @param name the name of its first layer
 * @param last the name of its last layer, whose tensor is what the group gives
 * @param operations what it computes, in order
 * @param parameters trained values of all its layers
 * @param inputs names of the groups that it reads
 */
public record LayerGroup(
        String name, String last, List<String> operations, String outputShape, long parameters, List<String> inputs) {

    /**
     * Groups the layers of a network: a layer joins the group of its only input if it trains nothing, keeps the shape,
     * and nobody else reads that input.
     */
    static List<LayerGroup> of(NetworkView network) {
        Map<String, Integer> readers = new HashMap<>();
        network.layers().forEach(layer -> layer.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
        Map<String, Integer> groupOf = new HashMap<>();
        List<LayerGroup> groups = new ArrayList<>();
        for (LayerView layer : network.layers()) {
            Integer home =
                    layer.inputs().size() == 1 ? groupOf.get(layer.inputs().get(0)) : null;
            boolean alone = home != null && readers.get(layer.inputs().get(0)) == 1;
            if (alone && groups.get(home).absorbs(layer)) {
                groups.set(home, groups.get(home).with(layer));
                groupOf.put(layer.name(), home);
                continue;
            }
            List<String> inputs = layer.inputs().stream()
                    .filter(groupOf::containsKey)
                    .map(input -> groups.get(groupOf.get(input)).name())
                    .distinct()
                    .toList();
            groupOf.put(layer.name(), groups.size());
            groups.add(new LayerGroup(
                    layer.name(),
                    layer.name(),
                    List.of(layer.operation()),
                    layer.outputShape(),
                    layer.parameters(),
                    inputs));
        }
        return groups;
    }

    /** What the group computes in one line. */
    public String title() {
        return String.join(" \u2192 ", operations);
    }

    boolean isInput() {
        return operations.get(0).equals(LayerView.INPUT);
    }

    private boolean absorbs(LayerView layer) {
        return layer.parameters() == 0 && layer.outputShape().equals(outputShape) && !isInput();
    }

    private LayerGroup with(LayerView layer) {
        List<String> more = new ArrayList<>(operations);
        more.add(layer.operation());
        return new LayerGroup(name, layer.name(), List.copyOf(more), outputShape, parameters, inputs);
    }
}
