package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A fully connected layer: output {@code [batch, units]} = input {@code [batch, n]} x weight {@code [n, units]} + bias.
 *
 * @param units the size of the output, at least 1
 * @param weights how the weight is first filled; the bias starts at zero
 */
public record Dense(int units, Weights weights) implements Operation {

    /** How a weight is first filled. */
    public enum Weights {
        /** Glorot and Bengio (2010), uniform. */
        GLOROT_UNIFORM,
        /** He et al. (2015), normal. */
        HE_NORMAL
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 1);
        return TensorShape.of(units);
    }

    @Override
    public List<Parameter> parameters(List<TensorShape> inputs) {
        int size = inputs.get(0).size();
        Initializer initializer =
                switch (weights) {
                    case GLOROT_UNIFORM -> Initializer.glorotUniform(size, units);
                    case HE_NORMAL -> Initializer.heNormal(size);
                };
        return List.of(
                new Parameter("weight", TensorShape.of(size, units), initializer),
                new Parameter("bias", TensorShape.of(units), new Initializer.Constant(0)));
    }

    @Override
    public String label() {
        return "dense";
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return new DenseKernel(arrays);
    }

    private static final class DenseKernel implements Kernel {
        private final NativeOp product;
        private final NativeOp addBias;
        private final NativeOp inputGradient;
        private final NativeOp weightGradient;
        private final NativeOp biasGradient;

        DenseKernel(KernelArrays arrays) {
            INDArray input = arrays.input();
            INDArray output = arrays.output();
            INDArray weight = arrays.parameters().get(0);
            INDArray bias = arrays.parameters().get(1);
            INDArray gradient = arrays.outputGradient();
            this.product = NativeOp.matmul(input, false, weight, false, output);
            this.addBias = NativeOp.of("biasadd", output, new INDArray[] {output, bias});
            this.inputGradient = gradient == null || arrays.inputGradient() == null
                    ? null
                    : NativeOp.matmul(gradient, false, weight, true, arrays.inputGradient());
            if (gradient == null || arrays.parameterGradients().isEmpty()) {
                this.weightGradient = null;
                this.biasGradient = null;
            } else {
                this.weightGradient = NativeOp.matmul(
                        input,
                        true,
                        gradient,
                        false,
                        arrays.parameterGradients().get(0));
                // A product with ones: ND4J's own sum over rows takes ten times as long.
                INDArray ones = arrays.scratch(1, arrays.batch()).assign(1);
                INDArray sums = arrays.parameterGradients().get(1).reshape('c', 1, gradient.size(1));
                this.biasGradient = NativeOp.matmul(ones, false, gradient, false, sums);
            }
        }

        @Override
        public void forward() {
            product.run();
            addBias.run();
        }

        @Override
        public void backward() {
            if (inputGradient != null) {
                inputGradient.run();
            }
            if (weightGradient != null) {
                weightGradient.run();
                biasGradient.run();
            }
        }
    }
}
