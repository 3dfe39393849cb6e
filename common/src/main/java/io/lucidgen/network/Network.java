package io.lucidgen.network;

import io.lucidgen.random.RandomStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network with its parameters: one flat vector, of which every weight and bias is a view. */
public final class Network {

    private final NetworkDefinition definition;
    private final INDArray parameters;

    /**
     * Binds parameters to a definition.
     *
     * @param parameters rank 1, FLOAT or DOUBLE, kept and not copied: what changes it changes the network
     * @throws IllegalArgumentException if the vector has not the definition's length
     */
    public Network(NetworkDefinition definition, INDArray parameters) {
        if (parameters.rank() != 1 || parameters.length() != definition.parameterCount()) {
            throw new IllegalArgumentException("Network %s has %d parameters but is given an array of shape %s"
                    .formatted(definition.name(), definition.parameterCount(), List.of(parameters.shape())));
        }
        this.definition = definition;
        this.parameters = parameters;
    }

    /** A network with freshly drawn parameters. */
    public static Network initialised(NetworkDefinition definition, DataType precision, long seed) {
        double[] values = new double[definition.parameterCount()];
        RandomStream random = new RandomStream(seed);
        for (ParameterSpec spec : definition.parameterLayout()) {
            for (int i = 0; i < spec.size(); i++) {
                values[spec.offset() + i] = spec.initializer().draw(random);
            }
        }
        return new Network(definition, Nd4j.createFromArray(values).castTo(precision));
    }

    /**
     * A larger network that holds parts of others.
     *
     * @param definition the larger network, whose parameters are named with the parts' prefixes
     * @param parts the networks by the prefix under which {@link NetworkBuilder#append} added them
     */
    public static Network assembled(NetworkDefinition definition, Map<String, Network> parts) {
        DataType precision = parts.values().iterator().next().precision();
        Network whole = new Network(definition, Nd4j.create(precision, definition.parameterCount()));
        Map<String, INDArray> targets = whole.parametersByName();
        parts.forEach((prefix, part) -> part.parametersByName().forEach((name, values) -> {
            INDArray target = targets.get(prefix + name);
            if (target != null) {
                target.assign(values);
            }
        }));
        return whole;
    }

    public NetworkDefinition definition() {
        return definition;
    }

    /** The flat vector itself, not a copy. */
    public INDArray parameters() {
        return parameters;
    }

    public DataType precision() {
        return parameters.dataType();
    }

    /** Each parameter in its own shape, as views of the flat vector, by {@code <node>.<parameter>}. */
    public Map<String, INDArray> parametersByName() {
        return views(definition, parameters);
    }

    /** The same network without what acts in training alone, on the same parameters. */
    public Network inferenceForm() {
        return new Network(InferenceForm.of(definition), parameters);
    }

    /**
     * Prepares to run the network on batches of one size.
     *
     * @param batch the number of examples of a batch, at least 1
     */
    public Execution execution(int batch, ExecutionMode mode, GradientRequest request) {
        return new Execution(this, batch, mode, request);
    }

    static Map<String, INDArray> views(NetworkDefinition definition, INDArray flat) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        for (ParameterSpec spec : definition.parameterLayout()) {
            views.put(spec.name(), view(flat, spec));
        }
        return views;
    }

    private static INDArray view(INDArray flat, ParameterSpec spec) {
        long[] shape = spec.shape().dimensions().stream().mapToLong(d -> d).toArray();
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return Nd4j.create(flat.data(), shape, strides, flat.offset() + spec.offset(), 'c', flat.dataType());
    }
}
