package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolutional layer: every filter is laid over every position of the window, plus a bias for each filter.
 *
 * <p>Images are {@code [height, width, channels]}, so that a line of a patch is one piece of memory; the weight is
 * {@code [size, size, channels, filters]}.
 *
 * @param filters channels of the output, at least 1
 * @param weights how the weight is first filled; the bias starts at zero
 */
public record Convolution(int filters, Window window, Dense.Weights weights) implements Operation {

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        TensorShape image = Images.require(this, inputs);
        return TensorShape.of(window.positions(Images.height(image)), window.positions(Images.width(image)), filters);
    }

    @Override
    public List<Parameter> parameters(List<TensorShape> inputs) {
        int channels = Images.channels(inputs.get(0));
        Initializer initializer = weights.initializer(window.area() * channels, window.area() * filters);
        return List.of(
                new Parameter("weight", TensorShape.of(window.size(), window.size(), channels, filters), initializer),
                new Parameter("bias", TensorShape.of(filters), new Initializer.Constant(0)));
    }

    @Override
    public String label() {
        return "convolution %d x %d".formatted(window.size(), window.size());
    }

    @Override
    public boolean affineInInference() {
        return true;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        TensorShape image = arrays.inputShape();
        if (PatchKernel.suits(arrays, image)) {
            return new PatchKernel(this, arrays, Images.patches(image, window));
        }
        return new NativeKernel(this, arrays, image);
    }

    /** Through ND4J's operations, which run in oneDNN near the processor's peak when there are channels enough. */
    private static final class NativeKernel implements Kernel {
        private final NativeOp forward;
        private final NativeOp backward;
        private final Bias bias;
        private final boolean ownsGradients;

        NativeKernel(Convolution operation, KernelArrays arrays, TensorShape image) {
            Window window = operation.window;
            TensorShape map = operation.outputShape(List.of(image));
            INDArray input = Images.batch(arrays.input(), image);
            INDArray weight = arrays.parameters().get(0);
            this.ownsGradients = !arrays.parameterGradients().isEmpty();
            // With its bias the operation is slower than without it and the bias added.
            this.forward = NativeOp.windowed(
                    "conv2d", window, List.of(input, weight), List.of(Images.batch(arrays.output(), map)));
            this.bias = Bias.of(arrays, operation.filters);
            this.backward = arrays.outputGradient() == null
                    ? null
                    : backward(arrays, window, image, input, weight, Images.batch(arrays.outputGradient(), map));
        }

        private NativeOp backward(
                KernelArrays arrays,
                Window window,
                TensorShape image,
                INDArray input,
                INDArray weight,
                INDArray gradient) {
            INDArray inputGradient = arrays.inputGradient() == null
                    ? arrays.scratch(input.shape())
                    : Images.batch(arrays.inputGradient(), image);
            boolean covered = Images.covered(image, window);
            if (!ownsGradients && covered) {
                // The input's gradient alone is a transposed convolution; conv2d_bp would compute the weight's as well.
                return NativeOp.windowed("deconv2d", window, List.of(gradient, weight), List.of(inputGradient));
            }
            INDArray weightGradient =
                    ownsGradients ? arrays.parameterGradients().get(0) : arrays.scratch(weight.shape());
            return NativeOp.windowed(
                    "conv2d_bp", window, List.of(input, weight, gradient), List.of(inputGradient, weightGradient));
        }

        @Override
        public void forward() {
            forward.run();
            bias.add();
        }

        @Override
        public void backward() {
            backward.run();
            if (ownsGradients) {
                bias.gradient();
            }
        }
    }

    /**
     * As products of matrices of patches, on the CPU: for images of few channels, which oneDNN pads to sixteen. The
     * matrix is smaller than the output as long as the patch is smaller than the number of filters.
     */
    private static final class PatchKernel implements Kernel {
        private final PatchMatrix patches;
        private final HostBlocks input;
        private final HostBlocks inputGradient;
        private final NativeOp product;
        private final NativeOp patchGradient;
        private final NativeOp weightGradient;
        private final Bias bias;

        static boolean suits(KernelArrays arrays, TensorShape image) {
            return Images.channels(image) <= Images.FEW_CHANNELS && HostBlocks.suit(arrays.output());
        }

        PatchKernel(Convolution operation, KernelArrays arrays, Patches geometry) {
            this.patches = new PatchMatrix(geometry, arrays);
            this.input = HostBlocks.of(arrays.input());
            this.inputGradient = arrays.inputGradient() == null ? null : HostBlocks.of(arrays.inputGradient());
            this.bias = Bias.of(arrays, operation.filters);
            INDArray weight = Bias.rows(arrays.parameters().get(0), operation.filters);
            INDArray gradient =
                    arrays.outputGradient() == null ? null : Bias.rows(arrays.outputGradient(), operation.filters);
            this.product = NativeOp.matmul(
                    patches.matrix(), false, weight, false, Bias.rows(arrays.output(), operation.filters));
            this.patchGradient = gradient == null || inputGradient == null
                    ? null
                    : NativeOp.matmul(gradient, false, weight, true, patches.matrix());
            this.weightGradient =
                    gradient == null || arrays.parameterGradients().isEmpty()
                            ? null
                            : NativeOp.matmul(
                                    patches.matrix(),
                                    true,
                                    gradient,
                                    false,
                                    Bias.rows(arrays.parameterGradients().get(0), operation.filters));
        }

        @Override
        public void forward() {
            patches.unfold(input);
            product.run();
            bias.add();
        }

        @Override
        public void backward() {
            // The weight's gradient first: it reads the patches of the forward pass, over which the input's writes.
            if (weightGradient != null) {
                weightGradient.run();
                bias.gradient();
            }
            if (patchGradient != null) {
                patchGradient.run();
                patches.fold(inputGradient);
            }
        }
    }
}
