package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One trained number, the same for every example whatever the input: {@code [batch, n]} to {@code [batch, 1]}. */
public record LearnedValue() implements Operation {

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 1);
        return TensorShape.of(1);
    }

    @Override
    public List<Parameter> parameters(List<TensorShape> inputs) {
        return List.of(new Parameter("value", TensorShape.of(1), new Initializer.Constant(0)));
    }

    @Override
    public String label() {
        return "learned value";
    }

    @Override
    public boolean affineInInference() {
        return true;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return new ValueKernel(arrays);
    }

    private record ValueKernel(KernelArrays arrays) implements Kernel {
        @Override
        public void forward() {
            arrays.output().assign(arrays.parameters().get(0).getDouble(0));
        }

        @Override
        public void backward() {
            INDArray ofInput = arrays.inputGradient();
            if (ofInput != null) {
                ofInput.assign(0);
            }
            if (!arrays.parameterGradients().isEmpty()) {
                arrays.parameterGradients()
                        .get(0)
                        .assign(arrays.outputGradient().sumNumber());
            }
        }
    }
}
