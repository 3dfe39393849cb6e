package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A squared distance whose backward pass follows {@link BackwardRule.Kind#RESCALE}: d^2 - d'^2 = (d + d') (d - d'), so that
 * the multiplier of a difference d is d + d', with d' of the example's reference.
 */
record RescaledDistance() implements Operation {

    private static final SquaredDistance DISTANCE = new SquaredDistance();

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        return DISTANCE.outputShape(inputs);
    }

    @Override
    public String label() {
        return DISTANCE.label();
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return new RescaledKernel(DISTANCE.kernel(arrays), arrays);
    }

    private record RescaledKernel(Kernel plain, KernelArrays arrays) implements Kernel {
        @Override
        public void forward() {
            plain.forward();
        }

        @Override
        public void backward() {
            INDArray difference = arrays.inputs().get(0).sub(arrays.inputs().get(1));
            INDArray sum = difference.dup();
            for (int row = 0; row + 1 < arrays.batch(); row += 2) {
                row(sum, row).addi(row(difference, row + 1));
                row(sum, row + 1).assign(row(sum, row));
            }
            sum.muliColumnVector(arrays.outputGradient());
            INDArray left = arrays.inputGradients().get(0);
            INDArray right = arrays.inputGradients().get(1);
            if (left != null) {
                left.assign(sum);
            }
            if (right != null) {
                right.assign(sum.negi());
            }
        }

        private static INDArray row(INDArray array, int row) {
            return array.get(NDArrayIndex.interval(row, row + 1), NDArrayIndex.all());
        }
    }
}
