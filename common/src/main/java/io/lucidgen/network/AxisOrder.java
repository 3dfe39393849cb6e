package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns images from {@code [channels, height, width]}, as samples are, to {@code [height, width, channels]}, as
 * convolutions read and write them, or back.
 *
 * @param to which order the output has
 */
public record AxisOrder(Order to) implements Operation {

    /** Where the channels stand. */
    public enum Order {
        CHANNELS_LAST(1, 2, 0),
        CHANNELS_FIRST(2, 0, 1);

        private final int[] axes;

        Order(int... axes) {
            this.axes = axes;
        }

        private Order other() {
            return this == CHANNELS_LAST ? CHANNELS_FIRST : CHANNELS_LAST;
        }

        private TensorShape shape(TensorShape from) {
            List<Integer> sizes = from.dimensions();
            return TensorShape.of(sizes.get(axes[0]), sizes.get(axes[1]), sizes.get(axes[2]));
        }

        /** A view of a batch in this order. */
        private INDArray view(INDArray tensor, TensorShape from) {
            List<Integer> sizes = from.dimensions();
            return tensor.reshape('c', tensor.size(0), sizes.get(0), sizes.get(1), sizes.get(2))
                    .permute(0, axes[0] + 1, axes[1] + 1, axes[2] + 1);
        }
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 1);
        if (inputs.get(0).dimensions().size() != 3) {
            throw new IllegalArgumentException("Only images have channels, not [%s]".formatted(inputs.get(0)));
        }
        return to.shape(inputs.get(0));
    }

    @Override
    public String label() {
        return to == Order.CHANNELS_LAST ? "channels last" : "channels first";
    }

    @Override
    public boolean affineInInference() {
        return true;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        TensorShape from = arrays.inputShape();
        TensorShape shape = to.shape(from);
        INDArray gradient = arrays.inputGradient();
        return new CopyKernel(
                to.view(arrays.input(), from),
                inOrder(arrays.output(), shape),
                gradient == null ? null : to.other().view(arrays.outputGradient(), shape),
                gradient == null ? null : inOrder(gradient, from));
    }

    private static INDArray inOrder(INDArray tensor, TensorShape shape) {
        List<Integer> sizes = shape.dimensions();
        return tensor.reshape('c', tensor.size(0), sizes.get(0), sizes.get(1), sizes.get(2));
    }

    private record CopyKernel(INDArray input, INDArray output, INDArray outputGradient, INDArray inputGradient)
            implements Kernel {
        @Override
        public void forward() {
            output.assign(input);
        }

        @Override
        public void backward() {
            inputGradient.assign(outputGradient);
        }
    }
}
