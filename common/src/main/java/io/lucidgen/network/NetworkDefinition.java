package io.lucidgen.network;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A differentiable network as data: named inputs, nodes in the order in which they are computed, named outputs.
 *
 * <p>A node's name is also the name of the tensor that it gives. One definition serves training, generating and
 * explaining. It is stored as JSON with every checkpoint.
 *
 * @param name what the network is, such as {@code generator}
 * @param inputs the shape of each input's examples, by name, in order
 * @param nodes the nodes, each after those whose tensors it reads
 * @param outputs the names of the tensors that a backward pass can start from
 */
public record NetworkDefinition(String name, Map<String, TensorShape> inputs, List<Node> nodes, List<String> outputs)
        implements Serializable {

    /**
     * One node of the graph.
     *
     * @param name the node's and its tensor's name
     * @param operation what it computes
     * @param inputs the names of the tensors that it reads
     */
    public record Node(String name, Operation operation, List<String> inputs) implements Serializable {
        public Node {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * Checks the graph.
     *
     * @throws IllegalArgumentException if a name stands twice, a node reads a tensor that no earlier node gives, an
     *     operation does not fit its inputs or an output does not exist
     */
    public NetworkDefinition {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
        Map<String, TensorShape> shapes = shapes(name, inputs, nodes);
        for (String output : outputs) {
            if (!shapes.containsKey(output)) {
                throw new IllegalArgumentException("Network " + name + " has no tensor " + output + " to be an output");
            }
        }
    }

    public static NetworkBuilder named(String name) {
        return new NetworkBuilder(name);
    }

    /** The shape of every tensor, inputs first, in the order in which they are computed. */
    public Map<String, TensorShape> shapes() {
        return shapes(name, inputs, nodes);
    }

    /** Where each parameter lies in the flat vector. */
    public List<ParameterSpec> parameterLayout() {
        Map<String, TensorShape> shapes = shapes();
        List<ParameterSpec> layout = new ArrayList<>();
        int offset = 0;
        for (Node node : nodes) {
            List<TensorShape> inputShapes =
                    node.inputs().stream().map(shapes::get).toList();
            for (Operation.Parameter parameter : node.operation().parameters(inputShapes)) {
                layout.add(new ParameterSpec(
                        node.name() + "." + parameter.name(), parameter.shape(), offset, parameter.initializer()));
                offset = Math.addExact(offset, parameter.shape().size());
            }
        }
        return layout;
    }

    /** The length of the flat parameter vector. */
    @JsonIgnore
    public int parameterCount() {
        return parameterLayout().stream().mapToInt(ParameterSpec::size).sum();
    }

    private static Map<String, TensorShape> shapes(String name, Map<String, TensorShape> inputs, List<Node> nodes) {
        Map<String, TensorShape> shapes = new LinkedHashMap<>(inputs);
        for (Node node : nodes) {
            List<TensorShape> inputShapes = new ArrayList<>();
            for (String input : node.inputs()) {
                TensorShape shape = shapes.get(input);
                if (shape == null) {
                    throw new IllegalArgumentException("Node %s of network %s reads %s, which no earlier node gives"
                            .formatted(node.name(), name, input));
                }
                inputShapes.add(shape);
            }
            if (shapes.put(node.name(), node.operation().outputShape(inputShapes)) != null) {
                throw new IllegalArgumentException("Network %s has two tensors named %s".formatted(name, node.name()));
            }
        }
        return shapes;
    }
}
