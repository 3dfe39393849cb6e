package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An activation whose backward pass follows a rule. */
record RuledActivation(Activation activation, BackwardRule rule) implements Operation {

    // Below these the quotient of two differences is mostly rounding, and the derivative is as good.
    private static final double CLOSE = 1e-10;
    private static final double CLOSE_IN_FLOATS = 1e-6;

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        return activation.outputShape(inputs);
    }

    @Override
    public String label() {
        return activation.label();
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return new RuledKernel(activation.kernel(arrays), arrays);
    }

    private final class RuledKernel implements Kernel {
        private final Kernel plain;
        private final KernelArrays arrays;

        RuledKernel(Kernel plain, KernelArrays arrays) {
            this.plain = plain;
            this.arrays = arrays;
        }

        @Override
        public void forward() {
            plain.forward();
        }

        @Override
        public void backward() {
            double[] arguments = read(arrays.input());
            double[] values = read(arrays.output());
            double[] multipliers = read(arrays.outputGradient());
            int width = multipliers.length / arrays.batch();
            for (int i = 0; i < multipliers.length; i++) {
                // The example of an odd place is the reference of the one before it, and a pair has one multiplier.
                int other = i / width % 2 == 0 ? i + width : i - width;
                multipliers[i] = switch (rule.kind()) {
                    case DERIVATIVE -> multipliers[i] * derivative(arguments[i], values[i]);
                    case GUIDED ->
                        (isRectifier() ? Math.max(multipliers[i], 0) : multipliers[i])
                                * derivative(arguments[i], values[i]);
                    case DECONVOLUTION ->
                        isRectifier()
                                ? Math.max(multipliers[i], 0)
                                : multipliers[i] * derivative(arguments[i], values[i]);
                    case RESCALE ->
                        other < arguments.length
                                ? multipliers[i] * slope(arguments[i], values[i], arguments[other], values[other])
                                : 0;
                    case EPSILON ->
                        multipliers[i]
                                * values[i]
                                / (arguments[i] + (arguments[i] < 0 ? -rule.epsilon() : rule.epsilon()));
                };
            }
            write(multipliers, arrays.inputGradient());
        }

        private double slope(double argument, double value, double otherArgument, double otherValue) {
            double distance = argument - otherArgument;
            double close = arrays.precision() == DataType.DOUBLE ? CLOSE : CLOSE_IN_FLOATS;
            return Math.abs(distance) < close ? derivative(argument, value) : (value - otherValue) / distance;
        }
    }

    private boolean isRectifier() {
        return activation.function() == Activation.Function.RELU
                || activation.function() == Activation.Function.LEAKY_RELU;
    }

    private double derivative(double argument, double value) {
        return switch (activation.function()) {
            case RELU, LEAKY_RELU -> argument > 0 ? 1 : activation.slope();
            case TANH -> 1 - value * value;
            case SIGMOID -> value * (1 - value);
        };
    }

    private static double[] read(INDArray array) {
        double[] values = new double[Math.toIntExact(array.length())];
        if (array.dataType() == DataType.DOUBLE) {
            HostCopy.read(array, values);
            return values;
        }
        float[] floats = new float[values.length];
        HostCopy.read(array, floats);
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
        return values;
    }

    private static void write(double[] values, INDArray to) {
        if (to.dataType() == DataType.DOUBLE) {
            HostCopy.write(values, to);
            return;
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        HostCopy.write(floats, to);
    }
}
