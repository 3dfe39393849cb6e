package io.lucidgen.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A box of a network diagram: a layer and the activations that follow it without changing its shape.
 *
 * @param name the name of the first layer in the box
 * @param operations what the box computes, in order
 * @param parameters trained values of all its layers
 * @param inputs names of the boxes that it reads
 */
record DiagramBox(String name, List<String> operations, String outputShape, long parameters, List<String> inputs) {

    /**
     * Draws a layer into the box of its only input if it trains nothing, keeps the shape, and nobody else reads that
     * input: "dense" and its "leaky-relu" are one step to a reader, and the diagram halves.
     */
    static List<DiagramBox> of(NetworkView network) {
        Map<String, Integer> readers = new HashMap<>();
        network.layers().forEach(layer -> layer.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
        Map<String, Integer> boxOf = new HashMap<>();
        List<DiagramBox> boxes = new ArrayList<>();
        for (LayerView layer : network.layers()) {
            Integer home = layer.inputs().size() == 1 ? boxOf.get(layer.inputs().get(0)) : null;
            if (home != null
                    && readers.get(layer.inputs().get(0)) == 1
                    && boxes.get(home).absorbs(layer)) {
                boxes.set(home, boxes.get(home).with(layer.operation()));
                boxOf.put(layer.name(), home);
                continue;
            }
            List<String> inputs = layer.inputs().stream()
                    .filter(boxOf::containsKey)
                    .map(input -> boxes.get(boxOf.get(input)).name())
                    .distinct()
                    .toList();
            boxOf.put(layer.name(), boxes.size());
            boxes.add(new DiagramBox(
                    layer.name(), List.of(layer.operation()), layer.outputShape(), layer.parameters(), inputs));
        }
        return boxes;
    }

    /** What the box computes in one line. */
    String title() {
        return String.join(" \u2192 ", operations);
    }

    boolean isInput() {
        return operations.get(0).startsWith("input");
    }

    private boolean absorbs(LayerView layer) {
        return layer.parameters() == 0 && layer.outputShape().equals(outputShape) && !isInput();
    }

    private DiagramBox with(String operation) {
        List<String> more = new ArrayList<>(operations);
        more.add(operation);
        return new DiagramBox(name, List.copyOf(more), outputShape, parameters, inputs);
    }
}
