package io.lucidgen.network;

import java.util.List;

/** The same values in another shape, such as {@code [6272]} as {@code [7, 7, 128]}. */
public record Reshape(TensorShape shape) implements Operation {

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 1);
        if (inputs.get(0).size() != shape.size()) {
            throw new IllegalArgumentException("[%s] cannot become [%s]".formatted(inputs.get(0), shape));
        }
        return shape;
    }

    @Override
    public String label() {
        return "reshape to " + shape;
    }

    @Override
    public boolean affineInInference() {
        return true;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return new PassOnKernel(arrays);
    }
}
