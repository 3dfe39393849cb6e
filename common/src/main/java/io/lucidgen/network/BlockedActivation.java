package io.lucidgen.network;

/**
 * A function of each value by itself, in blocks of the CPU's memory.
 *
 * <p>The gradient is computed from the function's value instead of its argument, which the functions here allow: the
 * sign of a leaky ReLU's value is that of its argument, and tanh' = 1 - tanh^2, sigmoid' = sigmoid (1 - sigmoid).
 */
final class BlockedActivation implements Kernel {

    private final Activation activation;
    private final float slope;
    private final NativeOp forward;
    private final HostBlocks input;
    private final HostBlocks output;
    private final HostBlocks outputGradient;
    private final HostBlocks inputGradient;
    private final float[] first = new float[HostBlocks.LENGTH];
    private final float[] second = new float[HostBlocks.LENGTH];

    /**
     * Binds the function.
     *
     * @param forward ND4J's operation, which is as fast for functions without a branch
     */
    BlockedActivation(Activation activation, KernelArrays arrays, NativeOp forward) {
        this.activation = activation;
        this.slope = (float) activation.slope();
        this.forward = forward;
        this.input = HostBlocks.of(arrays.input());
        this.output = HostBlocks.of(arrays.output());
        this.outputGradient = arrays.outputGradient() == null ? null : HostBlocks.of(arrays.outputGradient());
        this.inputGradient = arrays.inputGradient() == null ? null : HostBlocks.of(arrays.inputGradient());
    }

    @Override
    public void forward() {
        if (activation.function() != Activation.Function.LEAKY_RELU) {
            forward.run();
            return;
        }
        for (int from = 0; from < input.length(); from += HostBlocks.LENGTH) {
            input.read(from, first);
            leakyRelu(first, slope);
            output.write(from, first);
        }
    }

    @Override
    public void backward() {
        for (int from = 0; from < output.length(); from += HostBlocks.LENGTH) {
            output.read(from, first);
            outputGradient.read(from, second);
            switch (activation.function()) {
                case RELU, LEAKY_RELU -> gate(first, second, slope);
                case TANH -> timesTanhSlope(first, second);
                case SIGMOID -> timesSigmoidSlope(first, second);
            }
            inputGradient.write(from, second);
        }
    }

    private static void leakyRelu(float[] values, float slope) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], slope * values[i]);
        }
    }

    private static void gate(float[] values, float[] gradients, float slope) {
        for (int i = 0; i < gradients.length; i++) {
            // 1 for every positive float, the smallest included, and at most 0 for the others: no branch to mispredict.
            float positive = Math.min(1f, values[i] * Float.MAX_VALUE * Float.MAX_VALUE);
            gradients[i] *= Math.max(slope, positive);
        }
    }

    private static void timesTanhSlope(float[] values, float[] gradients) {
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] *= 1 - values[i] * values[i];
        }
    }

    private static void timesSigmoidSlope(float[] values, float[] gradients) {
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] *= values[i] * (1 - values[i]);
        }
    }
}
