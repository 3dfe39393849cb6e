package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One value of each example, {@code [batch, 1]}, such as a single latent mean.
 *
 * @param index which value, from 0
 */
public record Column(int index) implements Operation {

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 1);
        if (index < 0 || index >= inputs.get(0).size()) {
            throw new IllegalArgumentException("There is no column %d in a tensor of %d values"
                    .formatted(index, inputs.get(0).size()));
        }
        return TensorShape.of(1);
    }

    @Override
    public String label() {
        return "column " + index;
    }

    @Override
    public boolean affineInInference() {
        return true;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return new ColumnKernel(arrays, view(arrays.input()), view(arrays.inputGradient()));
    }

    private INDArray view(INDArray array) {
        return array == null ? null : array.get(NDArrayIndex.all(), NDArrayIndex.interval(index, index + 1));
    }

    private record ColumnKernel(KernelArrays arrays, INDArray input, INDArray gradient) implements Kernel {
        @Override
        public void forward() {
            arrays.output().assign(input);
        }

        @Override
        public void backward() {
            arrays.inputGradient().assign(0);
            gradient.assign(arrays.outputGradient());
        }
    }
}
