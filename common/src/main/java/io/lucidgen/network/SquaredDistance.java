package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The squared Euclidean distance of two tensors of one shape, {@code [batch, 1]}. */
public record SquaredDistance() implements Operation {

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 2);
        if (inputs.get(0).size() != inputs.get(1).size()) {
            throw new IllegalArgumentException(
                    "No distance between tensors of shapes %s and %s".formatted(inputs.get(0), inputs.get(1)));
        }
        return TensorShape.of(1);
    }

    @Override
    public String label() {
        return "squared distance";
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return new DistanceKernel(arrays, arrays.scratch(arrays.input().shape()));
    }

    private record DistanceKernel(KernelArrays arrays, INDArray difference) implements Kernel {
        @Override
        public void forward() {
            arrays.inputs().get(0).subi(arrays.inputs().get(1), difference);
            arrays.output().assign(difference.mul(difference).sum(true, 1));
        }

        @Override
        public void backward() {
            INDArray left = arrays.inputGradients().get(0);
            INDArray right = arrays.inputGradients().get(1);
            INDArray gradient =
                    difference.mulColumnVector(arrays.outputGradient()).muli(2);
            if (left != null) {
                left.assign(gradient);
            }
            if (right != null) {
                right.assign(gradient.negi());
            }
        }
    }
}
