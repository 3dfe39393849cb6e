package io.lucidgen.checkpoint;

import io.lucidgen.data.Normalizer;
import io.lucidgen.data.SampleShape;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.Operation;
import io.lucidgen.network.TensorShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The graph of every network of a model, spelled out for programs that know nothing of Lucidgen.
 *
 * @param weights the file with the arrays that the parameters name
 * @param normalizer the range that the networks work in is {@code raw * scale + offset}
 * @param networks in the order in which a sample goes through them
 */
record NetworkListing(
        int formatVersion,
        String model,
        String version,
        String family,
        String weights,
        int latentSize,
        SampleShape sampleShape,
        Normalizer normalizer,
        List<Graph> networks) {

    static final int FORMAT_VERSION = 1;

    /** One network; its nodes stand in the order in which they are computed. */
    record Graph(String name, List<Tensor> inputs, List<Node> nodes, List<String> outputs) {}

    /** A tensor and its shape without the batch axis. */
    record Tensor(String name, TensorShape shape) {}

    /**
     * One node.
     *
     * @param name also the name of the tensor that it gives
     * @param operation its type and its settings
     * @param shape of the tensor that it gives, without the batch axis
     * @param identityInInference whether it passes its input on unchanged except in training
     */
    record Node(
            String name,
            Operation operation,
            List<String> inputs,
            TensorShape shape,
            boolean identityInInference,
            List<Parameter> parameters) {}

    /**
     * A parameter of a node.
     *
     * @param name what the operation calls it, such as {@code weight}
     * @param array its name in the file of weights
     */
    record Parameter(String name, String array, TensorShape shape) {}

    static NetworkListing of(Checkpoint checkpoint, String weights) {
        ModelDefinition definition = checkpoint.definition();
        ModelCard.Model model = checkpoint.card().model();
        List<Graph> networks = new ArrayList<>();
        definition.networks().forEach((name, network) -> networks.add(graph(name, network)));
        return new NetworkListing(
                FORMAT_VERSION,
                model.name(),
                model.version(),
                model.family(),
                weights,
                definition.latentSize(),
                definition.sampleShape(),
                definition.normalizer(),
                networks);
    }

    /** The name under which a parameter of a network is exported. */
    static String array(String network, String parameter) {
        return network + "." + parameter;
    }

    private static Graph graph(String name, NetworkDefinition network) {
        Map<String, TensorShape> shapes = network.shapes();
        List<Tensor> inputs = network.inputs().entrySet().stream()
                .map(input -> new Tensor(input.getKey(), input.getValue()))
                .toList();
        List<Node> nodes = network.nodes().stream()
                .map(node -> new Node(
                        node.name(),
                        node.operation(),
                        node.inputs(),
                        shapes.get(node.name()),
                        node.operation().identityInInference(),
                        parameters(name, node, shapes)))
                .toList();
        return new Graph(name, inputs, nodes, network.outputs());
    }

    private static List<Parameter> parameters(
            String network, NetworkDefinition.Node node, Map<String, TensorShape> shapes) {
        List<TensorShape> inputs = node.inputs().stream().map(shapes::get).toList();
        return node.operation().parameters(inputs).stream()
                .map(parameter -> new Parameter(
                        parameter.name(), array(network, node.name() + "." + parameter.name()), parameter.shape()))
                .toList();
    }
}
