package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sets a share of the values to zero while training and scales the others up (Srivastava et al. 2014, inverted form).
 *
 * @param rate the share that is dropped, in [0, 1), exact to 1/65,536
 */
public record Dropout(double rate) implements Operation {

    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("A dropout rate lies in [0, 1) but is " + rate);
        }
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 1);
        return inputs.get(0);
    }

    @Override
    public boolean identityInInference() {
        return true;
    }

    @Override
    public String label() {
        return "dropout " + rate;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return arrays.mode() == ExecutionMode.TRAINING && rate > 0
                ? new MaskKernel(arrays, rate)
                : new PassOnKernel(arrays);
    }

    private static final class MaskKernel implements Kernel {
        private final KernelArrays arrays;
        private final double keep;
        private final INDArray mask;
        private final float[] draws;
        private final NativeOp forward;
        private final NativeOp backward;

        MaskKernel(KernelArrays arrays, double rate) {
            this.arrays = arrays;
            this.keep = 1 - rate;
            this.mask = arrays.scratch(arrays.output().shape());
            this.draws = new float[Math.toIntExact(mask.length())];
            this.forward = NativeOp.of("multiply", arrays.output(), new INDArray[] {arrays.input(), mask});
            this.backward = arrays.inputGradient() == null
                    ? null
                    : NativeOp.of("multiply", arrays.inputGradient(), new INDArray[] {arrays.outputGradient(), mask});
        }

        @Override
        public void forward() {
            arrays.random().stream().fillMask(draws, keep, (float) (1 / keep));
            HostCopy.write(draws, mask);
            forward.run();
        }

        @Override
        public void backward() {
            if (backward != null) {
                backward.run();
            }
        }
    }
}
