package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Values with one of another tensor added to all of them: {@code [batch, n]} + {@code [batch, 1]}. */
public record Offset() implements Operation {

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 2);
        if (inputs.get(1).size() != 1) {
            throw new IllegalArgumentException("An offset is one value of each example, not of shape " + inputs.get(1));
        }
        return inputs.get(0);
    }

    @Override
    public String label() {
        return "offset";
    }

    @Override
    public boolean affineInInference() {
        return true;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return new OffsetKernel(arrays);
    }

    private record OffsetKernel(KernelArrays arrays) implements Kernel {
        @Override
        public void forward() {
            arrays.output()
                    .assign(arrays.inputs().get(0))
                    .addiColumnVector(arrays.inputs().get(1));
        }

        @Override
        public void backward() {
            INDArray ofValues = arrays.inputGradients().get(0);
            INDArray ofOffset = arrays.inputGradients().get(1);
            if (ofValues != null) {
                ofValues.assign(arrays.outputGradient());
            }
            if (ofOffset != null) {
                ofOffset.assign(arrays.outputGradient().sum(true, 1));
            }
        }
    }
}
