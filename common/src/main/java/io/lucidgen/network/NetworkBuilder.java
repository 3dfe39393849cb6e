package io.lucidgen.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a {@link NetworkDefinition} down node by node; every method names the node that it adds. */
public final class NetworkBuilder {

    private final String name;
    private final Map<String, TensorShape> inputs = new LinkedHashMap<>();
    private final List<NetworkDefinition.Node> nodes = new ArrayList<>();

    NetworkBuilder(String name) {
        this.name = name;
    }

    public NetworkBuilder input(String input, int... shape) {
        return input(input, TensorShape.of(shape));
    }

    public NetworkBuilder input(String input, TensorShape shape) {
        inputs.put(input, shape);
        return this;
    }

    /** Adds any operation. */
    public NetworkBuilder node(String node, Operation operation, String... from) {
        nodes.add(new NetworkDefinition.Node(node, operation, List.of(from)));
        return this;
    }

    public NetworkBuilder dense(String node, String from, int units, Dense.Weights weights) {
        return node(node, new Dense(units, weights), from);
    }

    public NetworkBuilder convolution(String node, String from, int filters, Window window, Dense.Weights weights) {
        return node(node, new Convolution(filters, window, weights), from);
    }

    public NetworkBuilder transposedConvolution(
            String node, String from, int filters, Window window, Dense.Weights weights) {
        return node(node, new TransposedConvolution(filters, window, weights), from);
    }

    /** Turns {@code [channels, height, width]} to {@code [height, width, channels]}. */
    public NetworkBuilder channelsLast(String node, String from) {
        return node(node, new AxisOrder(AxisOrder.Order.CHANNELS_LAST), from);
    }

    /** Turns {@code [height, width, channels]} to {@code [channels, height, width]}. */
    public NetworkBuilder channelsFirst(String node, String from) {
        return node(node, new AxisOrder(AxisOrder.Order.CHANNELS_FIRST), from);
    }

    public NetworkBuilder reshape(String node, String from, int... shape) {
        return reshape(node, from, TensorShape.of(shape));
    }

    public NetworkBuilder reshape(String node, String from, TensorShape shape) {
        return node(node, new Reshape(shape), from);
    }

    public NetworkBuilder relu(String node, String from) {
        return node(node, Activation.relu(), from);
    }

    public NetworkBuilder leakyRelu(String node, String from, double slope) {
        return node(node, Activation.leakyRelu(slope), from);
    }

    public NetworkBuilder tanh(String node, String from) {
        return node(node, Activation.tanh(), from);
    }

    public NetworkBuilder sigmoid(String node, String from) {
        return node(node, Activation.sigmoid(), from);
    }

    /** Adds dropout of the given share of the values. */
    public NetworkBuilder dropout(String node, String from, double rate) {
        return node(node, new Dropout(rate), from);
    }

    /** Adds batch normalisation over the last axis. */
    public NetworkBuilder batchNormalization(String node, String from) {
        return node(node, new BatchNormalization(1e-5), from);
    }

    /** Adds how much the examples of a batch differ behind every example's values. */
    public NetworkBuilder minibatchDeviation(String node, String from, double epsilon) {
        return node(node, new MinibatchDeviation(epsilon), from);
    }

    public NetworkBuilder column(String node, String from, int index) {
        return node(node, new Column(index), from);
    }

    /** Adds the one value of {@code offset} to every value of {@code from}. */
    public NetworkBuilder learnedValue(String node, String from) {
        return node(node, new LearnedValue(), from);
    }

    public NetworkBuilder offset(String node, String from, String offset) {
        return node(node, new Offset(), from, offset);
    }

    public NetworkBuilder squaredDistance(String node, String left, String right) {
        return node(node, new SquaredDistance(), left, right);
    }

    /**
     * Adds all nodes of another network, in its inference form.
     *
     * @param prefix what the added names begin with, so that none stands twice
     * @param other the network; its only input is replaced by {@code from}
     * @param from the tensor that it reads
     */
    public NetworkBuilder append(String prefix, NetworkDefinition other, String from) {
        NetworkDefinition inference = InferenceForm.of(other);
        String input = inference.inputs().keySet().iterator().next();
        for (NetworkDefinition.Node node : inference.nodes()) {
            List<String> renamed = node.inputs().stream()
                    .map(read -> read.equals(input) ? from : prefix + read)
                    .toList();
            nodes.add(new NetworkDefinition.Node(prefix + node.name(), node.operation(), renamed));
        }
        return this;
    }

    public NetworkDefinition outputs(String... outputs) {
        return new NetworkDefinition(name, inputs, nodes, List.of(outputs));
    }
}
