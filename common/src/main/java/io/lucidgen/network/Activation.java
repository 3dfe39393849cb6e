package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A function of each value by itself.
 *
 * @param function which function
 * @param slope the slope below zero of {@link Function#LEAKY_RELU}, in [0, 1); 0 for the others
 */
public record Activation(Function function, double slope) implements Operation {

    public Activation {
        if (!(slope >= 0 && slope < 1)) {
            throw new IllegalArgumentException("A slope below zero lies in [0, 1) but is " + slope);
        }
    }

    /** The functions and the names of ND4J's operations for them and for their gradients. */
    public enum Function {
        RELU("ReLU", "relu", "relu_bp"),
        LEAKY_RELU("LeakyReLU", "lrelu", "lrelu_bp"),
        TANH("tanh", "tanh", "tanh_bp"),
        SIGMOID("sigmoid", "sigmoid", "sigmoid_bp");

        private final String label;
        private final String forward;
        private final String backward;

        Function(String label, String forward, String backward) {
            this.label = label;
            this.forward = forward;
            this.backward = backward;
        }
    }

    public static Activation relu() {
        return new Activation(Function.RELU, 0);
    }

    public static Activation leakyRelu(double slope) {
        return new Activation(Function.LEAKY_RELU, slope);
    }

    public static Activation tanh() {
        return new Activation(Function.TANH, 0);
    }

    public static Activation sigmoid() {
        return new Activation(Function.SIGMOID, 0);
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 1);
        return inputs.get(0);
    }

    @Override
    public String label() {
        return function == Function.LEAKY_RELU ? function.label + " " + slope : function.label;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        double[] arguments =
                switch (function) {
                    case RELU -> new double[] {0};
                    case LEAKY_RELU -> new double[] {slope};
                    case TANH, SIGMOID -> new double[] {};
                };
        NativeOp forward = NativeOp.of(function.forward, arrays.output(), new INDArray[] {arrays.input()}, arguments);
        if (HostBlocks.suit(arrays.output())) {
            return new BlockedActivation(this, arrays, forward);
        }
        NativeOp backward = arrays.outputGradient() == null
                ? null
                : NativeOp.of(
                        function.backward,
                        arrays.inputGradient(),
                        new INDArray[] {arrays.input(), arrays.outputGradient()},
                        arguments);
        return new ActivationKernel(forward, backward);
    }

    private record ActivationKernel(NativeOp forwardOp, NativeOp backwardOp) implements Kernel {
        @Override
        public void forward() {
            forwardOp.run();
        }

        @Override
        public void backward() {
            backwardOp.run();
        }
    }
}
