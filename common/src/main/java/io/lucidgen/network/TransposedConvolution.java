package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The transpose of a convolution: every value of the input lays its filters down at its position of the window and the
 * image is their sum, plus a bias for each channel; side (n - 1) x stride - 2 x padding + size.
 *
 * <p>Images are {@code [height, width, channels]}; the weight is {@code [size, size, filters, channels]}, as that of
 * the {@link Convolution} whose transpose this is.
 *
 * @param filters channels of the output, at least 1
 * @param weights how the weight is first filled; the bias starts at zero
 */
public record TransposedConvolution(int filters, Window window, Dense.Weights weights) implements Operation {

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        TensorShape map = Images.require(this, inputs);
        return TensorShape.of(window.pixels(Images.height(map)), window.pixels(Images.width(map)), filters);
    }

    @Override
    public List<Parameter> parameters(List<TensorShape> inputs) {
        int channels = Images.channels(inputs.get(0));
        // Only every stride-th position of the window reaches a pixel, in each direction.
        int positions = Math.max(1, window.area() / (window.stride() * window.stride()));
        Initializer initializer = weights.initializer(positions * channels, positions * filters);
        return List.of(
                new Parameter("weight", TensorShape.of(window.size(), window.size(), filters, channels), initializer),
                new Parameter("bias", TensorShape.of(filters), new Initializer.Constant(0)));
    }

    @Override
    public String label() {
        return "transposed convolution %d x %d".formatted(window.size(), window.size());
    }

    @Override
    public boolean affineInInference() {
        return true;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        TensorShape map = arrays.inputShape();
        TensorShape image = outputShape(List.of(map));
        if (Images.channels(image) <= Images.FEW_CHANNELS && HostBlocks.suit(arrays.output())) {
            return new PatchKernel(arrays, map, Images.patches(image, window));
        }
        return new NativeKernel(this, arrays, map, image);
    }

    /** Through ND4J's operations, which run in oneDNN near the processor's peak when there are channels enough. */
    private static final class NativeKernel implements Kernel {
        private final NativeOp forward;
        private final NativeOp backward;
        private final Bias bias;
        private final boolean ownsGradients;

        NativeKernel(TransposedConvolution operation, KernelArrays arrays, TensorShape map, TensorShape image) {
            INDArray input = Images.batch(arrays.input(), map);
            INDArray weight = arrays.parameters().get(0);
            this.ownsGradients = !arrays.parameterGradients().isEmpty();
            // With its bias the operation takes half as long again as without it and the bias added.
            this.forward = NativeOp.windowed(
                    "deconv2d",
                    operation.window,
                    List.of(input, weight),
                    List.of(Images.batch(arrays.output(), image)));
            this.bias = Bias.of(arrays, operation.filters);
            this.backward = arrays.outputGradient() == null
                    ? null
                    : backward(
                            arrays, operation.window, map, input, weight, Images.batch(arrays.outputGradient(), image));
        }

        private NativeOp backward(
                KernelArrays arrays,
                Window window,
                TensorShape map,
                INDArray input,
                INDArray weight,
                INDArray gradient) {
            INDArray inputGradient = arrays.inputGradient() == null
                    ? arrays.scratch(input.shape())
                    : Images.batch(arrays.inputGradient(), map);
            if (!ownsGradients) {
                // The input's gradient alone is a convolution; deconv2d_bp would compute the weight's as well.
                return NativeOp.windowed("conv2d", window, List.of(gradient, weight), List.of(inputGradient));
            }
            return NativeOp.windowed(
                    "deconv2d_bp",
                    window,
                    List.of(input, weight, gradient),
                    List.of(inputGradient, arrays.parameterGradients().get(0)));
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

    /** As products of matrices of patches, on the CPU: for images of few channels, which oneDNN pads to sixteen. */
    private static final class PatchKernel implements Kernel {
        private final PatchMatrix patches;
        private final HostBlocks output;
        private final HostBlocks outputGradient;
        private final NativeOp product;
        private final NativeOp inputGradient;
        private final NativeOp weightGradient;
        private final Bias bias;

        PatchKernel(KernelArrays arrays, TensorShape map, Patches geometry) {
            int channels = Images.channels(map);
            INDArray input = Bias.rows(arrays.input(), channels);
            INDArray weight = Bias.rows(arrays.parameters().get(0), channels);
            this.patches = new PatchMatrix(geometry, arrays);
            this.output = HostBlocks.of(arrays.output());
            this.outputGradient = arrays.outputGradient() == null ? null : HostBlocks.of(arrays.outputGradient());
            this.bias = Bias.of(arrays, geometry.channels());
            this.product = NativeOp.matmul(input, false, weight, true, patches.matrix());
            this.inputGradient = outputGradient == null || arrays.inputGradient() == null
                    ? null
                    : NativeOp.matmul(
                            patches.matrix(), false, weight, false, Bias.rows(arrays.inputGradient(), channels));
            this.weightGradient =
                    outputGradient == null || arrays.parameterGradients().isEmpty()
                            ? null
                            : NativeOp.matmul(
                                    patches.matrix(),
                                    true,
                                    input,
                                    false,
                                    Bias.rows(arrays.parameterGradients().get(0), channels));
        }

        @Override
        public void forward() {
            product.run();
            patches.fold(output);
            bias.add();
        }

        @Override
        public void backward() {
            patches.unfold(outputGradient);
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
