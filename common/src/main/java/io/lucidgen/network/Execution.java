package io.lucidgen.network;

import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network bound to preallocated arrays for batches of one size; the one engine for training and explaining.
 *
 * <p>Every tensor is {@code [batch, values of one example]}, row-major. A pass allocates nothing of that size. Not for
 * use by several threads at once.
 */
public final class Execution {

    private final Network network;
    private final Map<String, INDArray> tensors = new LinkedHashMap<>();
    private final Map<String, INDArray> cotangents = new LinkedHashMap<>();
    private final INDArray parameterGradient;
    private final GradientFlow flow;
    private final List<Kernel> kernels = new ArrayList<>();
    private final List<Boolean> backwardPasses = new ArrayList<>();
    private long passSeed;

    Execution(Network network, int batch, ExecutionMode mode, GradientRequest request) {
        this.network = network;
        NetworkDefinition definition = network.definition();
        Map<String, TensorShape> shapes = definition.shapes();
        shapes.forEach((name, shape) ->
                tensors.put(name, Nd4j.create(network.precision(), new long[] {batch, shape.size()}, 'c')));
        this.flow = GradientFlow.of(definition, request, tensors);
        for (String output : definition.outputs()) {
            if (flow.reaches(output)) {
                cotangents.put(
                        output,
                        Nd4j.create(network.precision(), tensors.get(output).shape(), 'c'));
            }
        }
        this.parameterGradient =
                request.parameters() ? Nd4j.create(network.precision(), definition.parameterCount()) : null;
        bind(mode);
    }

    private void bind(ExecutionMode mode) {
        NetworkDefinition definition = network.definition();
        Map<String, INDArray> parameters = network.parametersByName();
        Map<String, INDArray> gradients =
                parameterGradient == null ? Map.of() : Network.views(definition, parameterGradient);
        for (int i = 0; i < definition.nodes().size(); i++) {
            NetworkDefinition.Node node = definition.nodes().get(i);
            int index = i;
            List<INDArray> parameterGradients = ofNode(node, gradients);
            boolean passes = flow.passes(node, !parameterGradients.isEmpty());
            kernels.add(node.operation()
                    .kernel(new KernelArrays(
                            node.inputs().stream().map(tensors::get).toList(),
                            node.inputs().stream().map(definition.shapes()::get).toList(),
                            tensors.get(node.name()),
                            ofNode(node, parameters),
                            passes ? flow.gradient(node.name()) : null,
                            flow.contributions(node),
                            passes ? parameterGradients : List.of(),
                            mode,
                            () -> new RandomStream(Seeds.derive(passSeed, index)))));
            backwardPasses.add(passes);
        }
    }

    private List<INDArray> ofNode(NetworkDefinition.Node node, Map<String, INDArray> arrays) {
        if (arrays.isEmpty()) {
            return List.of();
        }
        List<TensorShape> shapes =
                node.inputs().stream().map(network.definition().shapes()::get).toList();
        return node.operation().parameters(shapes).stream()
                .map(parameter -> arrays.get(node.name() + "." + parameter.name()))
                .toList();
    }

    /** The array of an input, to assign into before {@link #forward}. */
    public INDArray input(String name) {
        if (!network.definition().inputs().containsKey(name)) {
            throw new IllegalArgumentException(
                    "Network %s has no input %s".formatted(network.definition().name(), name));
        }
        return tensors.get(name);
    }

    /** Seeds what is random in the following passes, such as dropout. */
    public void seed(long seed) {
        this.passSeed = seed;
    }

    /** Computes every tensor from the inputs and the current parameters. */
    public void forward() {
        kernels.forEach(Kernel::forward);
    }

    /** A tensor as the last forward pass left it. */
    public INDArray tensor(String name) {
        return tensors.get(name);
    }

    /** The array of the loss's gradient by an output, to assign into before {@link #backward}; zero at first. */
    public INDArray cotangent(String output) {
        INDArray cotangent = cotangents.get(output);
        if (cotangent == null) {
            throw new IllegalArgumentException("No gradient that was asked for flows from output %s of network %s"
                    .formatted(output, network.definition().name()));
        }
        return cotangent;
    }

    /** Computes the requested gradients for the last forward pass from the cotangents. */
    public void backward() {
        List<NetworkDefinition.Node> nodes = network.definition().nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            String name = nodes.get(i).name();
            if (flow.reaches(name)) {
                flow.gather(name, cotangents.get(name));
                if (backwardPasses.get(i)) {
                    kernels.get(i).backward();
                }
            }
        }
        for (String input : network.definition().inputs().keySet()) {
            if (flow.reaches(input)) {
                flow.gather(input, cotangents.get(input));
            }
        }
    }

    /** The gradient of a requested tensor after {@link #backward}. */
    public INDArray gradient(String tensor) {
        INDArray gradient = flow.gradient(tensor);
        if (gradient == null) {
            throw new IllegalArgumentException("The gradient of %s was not asked for".formatted(tensor));
        }
        return gradient;
    }

    /** The gradient of all parameters after {@link #backward}, laid out as they are. */
    public INDArray parameterGradient() {
        if (parameterGradient == null) {
            throw new IllegalStateException("The gradient of the parameters was not asked for");
        }
        return parameterGradient;
    }
}
