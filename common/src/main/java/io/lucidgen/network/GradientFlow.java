package io.lucidgen.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Which tensors a backward pass has to visit, and how the gradients of a tensor that several nodes read are summed.
 *
 * <p>A tensor is visited when something that was asked for lies at it or below it and an output lies at it or above it.
 * A tensor with one reader receives that reader's gradient directly; with several, each writes into an array of its own
 * and they are added in the order of the nodes.
 */
final class GradientFlow {

    private final Map<String, INDArray> gradients = new HashMap<>();
    private final Map<String, List<INDArray>> contributions = new HashMap<>();
    private final Map<NetworkDefinition.Node, List<INDArray>> byNode = new HashMap<>();

    private GradientFlow() {}

    static GradientFlow of(NetworkDefinition definition, GradientRequest request, Map<String, INDArray> tensors) {
        for (String tensor : request.tensors()) {
            if (!tensors.containsKey(tensor)) {
                throw new IllegalArgumentException(
                        "Network %s has no tensor %s to differentiate by".formatted(definition.name(), tensor));
            }
        }
        Set<String> visited = below(definition, request);
        visited.retainAll(above(definition));
        GradientFlow flow = new GradientFlow();
        flow.allocate(definition, visited, tensors);
        return flow;
    }

    /** The tensors from which something that was asked for can be reached. */
    private static Set<String> below(NetworkDefinition definition, GradientRequest request) {
        Set<String> below = new HashSet<>(request.tensors());
        Map<String, TensorShape> shapes = definition.shapes();
        for (NetworkDefinition.Node node : definition.nodes()) {
            boolean owns = request.parameters()
                    && !node.operation()
                            .parameters(node.inputs().stream().map(shapes::get).toList())
                            .isEmpty();
            if (owns || node.inputs().stream().anyMatch(below::contains)) {
                below.add(node.name());
            }
        }
        return below;
    }

    /** The tensors on which an output depends. */
    private static Set<String> above(NetworkDefinition definition) {
        Set<String> above = new HashSet<>(definition.outputs());
        List<NetworkDefinition.Node> nodes = definition.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (above.contains(nodes.get(i).name())) {
                above.addAll(nodes.get(i).inputs());
            }
        }
        return above;
    }

    private void allocate(NetworkDefinition definition, Set<String> visited, Map<String, INDArray> tensors) {
        for (String tensor : visited) {
            gradients.put(tensor, like(tensors.get(tensor)));
            contributions.put(tensor, new ArrayList<>());
        }
        for (NetworkDefinition.Node node : definition.nodes()) {
            List<INDArray> parts = new ArrayList<>();
            for (String input : node.inputs()) {
                parts.add(
                        visited.contains(node.name()) && visited.contains(input)
                                ? contribution(definition, visited, input)
                                : null);
            }
            byNode.put(node, parts);
        }
    }

    /** The tensor's gradient itself when nothing else adds to it, or else a further array. */
    private INDArray contribution(NetworkDefinition definition, Set<String> visited, String tensor) {
        if (readers(definition, visited, tensor) == 1 && !definition.outputs().contains(tensor)) {
            return gradients.get(tensor);
        }
        INDArray part = like(gradients.get(tensor));
        contributions.get(tensor).add(part);
        return part;
    }

    private static long readers(NetworkDefinition definition, Set<String> visited, String tensor) {
        return definition.nodes().stream()
                .filter(node -> visited.contains(node.name()))
                .flatMap(node -> node.inputs().stream())
                .filter(tensor::equals)
                .count();
    }

    private static INDArray like(INDArray tensor) {
        return Nd4j.create(tensor.dataType(), tensor.shape(), 'c');
    }

    boolean reaches(String tensor) {
        return gradients.containsKey(tensor);
    }

    /** The gradient of a tensor, or null when the pass does not visit it. */
    INDArray gradient(String tensor) {
        return gradients.get(tensor);
    }

    /** Whether a node's backward pass has anything to write. */
    boolean passes(NetworkDefinition.Node node, boolean ownsParameters) {
        return reaches(node.name())
                && (ownsParameters || byNode.get(node).stream().anyMatch(Objects::nonNull));
    }

    /** Where a node writes the gradient of each of its inputs, with nulls. */
    List<INDArray> contributions(NetworkDefinition.Node node) {
        return byNode.get(node);
    }

    /** Completes a tensor's gradient once all nodes that read it have run. */
    void gather(String tensor, INDArray cotangent) {
        INDArray gradient = gradients.get(tensor);
        List<INDArray> parts = contributions.get(tensor);
        if (cotangent != null) {
            gradient.assign(cotangent);
        } else if (!parts.isEmpty()) {
            gradient.assign(0);
        }
        parts.forEach(gradient::addi);
    }
}
