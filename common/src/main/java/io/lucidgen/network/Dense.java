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
        HE_NORMAL,
        /** All zero: a part that begins by saying nothing. */
        ZERO;

        /** How values are drawn that sum over so many inputs and go to so many outputs. */
        Initializer initializer(int inputs, int outputs) {
            return switch (this) {
                case GLOROT_UNIFORM -> Initializer.glorotUniform(inputs, outputs);
                case HE_NORMAL -> Initializer.heNormal(inputs);
                case ZERO -> new Initializer.Constant(0);
            };
        }
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 1);
        return TensorShape.of(units);
    }

    @Override
    public List<Parameter> parameters(List<TensorShape> inputs) {
        int size = inputs.get(0).size();
        return List.of(
                new Parameter("weight", TensorShape.of(size, units), weights.initializer(size, units)),
                new Parameter("bias", TensorShape.of(units), new Initializer.Constant(0)));
    }

    @Override
    public String label() {
        return "dense";
    }

    @Override
    public boolean affineInInference() {
        return true;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return new DenseKernel(arrays, units);
    }

    private static final class DenseKernel implements Kernel {
        private final NativeOp product;
        private final Bias bias;
        private final NativeOp inputGradient;
        private final NativeOp weightGradient;

        DenseKernel(KernelArrays arrays, int units) {
            INDArray input = arrays.input();
            INDArray weight = arrays.parameters().get(0);
            INDArray gradient = arrays.outputGradient();
            this.product = NativeOp.matmul(input, false, weight, false, arrays.output());
            this.bias = Bias.of(arrays, units);
            this.inputGradient = gradient == null || arrays.inputGradient() == null
                    ? null
                    : NativeOp.matmul(gradient, false, weight, true, arrays.inputGradient());
            this.weightGradient =
                    gradient == null || arrays.parameterGradients().isEmpty()
                            ? null
                            : NativeOp.matmul(
                                    input,
                                    true,
                                    gradient,
                                    false,
                                    arrays.parameterGradients().get(0));
        }

        @Override
        public void forward() {
            product.run();
            bias.add();
        }

        @Override
        public void backward() {
            if (inputGradient != null) {
                inputGradient.run();
            }
            if (weightGradient != null) {
                weightGradient.run();
                bias.gradient();
            }
        }
    }
}
