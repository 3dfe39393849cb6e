package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** One of ND4J's native operations, bound once to its arrays and run many times. */
final class NativeOp {

    private final DynamicCustomOp op;

    private NativeOp(DynamicCustomOp op) {
        this.op = op;
    }

    /** An operation with one result and floating-point arguments. */
    static NativeOp of(String name, INDArray output, INDArray[] inputs, double... arguments) {
        return new NativeOp(DynamicCustomOp.builder(name)
                .addInputs(inputs)
                .addOutputs(output)
                .addFloatingPointArguments(boxed(arguments))
                .build());
    }

    /** An operation with one result and whole-number arguments. */
    static NativeOp withIntegers(String name, INDArray output, INDArray[] inputs, int... arguments) {
        return new NativeOp(DynamicCustomOp.builder(name)
                .addInputs(inputs)
                .addOutputs(output)
                .addIntegerArguments(arguments)
                .build());
    }

    /**
     * A matrix product into an existing array.
     *
     * <p>The operation {@code matmul} runs through oneDNN where that is present, which was measured faster than the
     * BLAS call behind {@code INDArray.mmul}.
     */
    static NativeOp matmul(
            INDArray left, boolean transposeLeft, INDArray right, boolean transposeRight, INDArray result) {
        return withIntegers(
                "matmul", result, new INDArray[] {left, right}, transposeLeft ? 1 : 0, transposeRight ? 1 : 0);
    }

    /** A convolution or one of its relatives: images with channels last, weights {@code [size, size, in, out]}. */
    static NativeOp windowed(String name, Window window, List<INDArray> inputs, List<INDArray> outputs) {
        int dilation = 1;
        int asPadded = 0;
        int channelsLast = 1;
        int filtersLast = 0;
        return new NativeOp(DynamicCustomOp.builder(name)
                .addInputs(inputs.toArray(INDArray[]::new))
                .addOutputs(outputs.toArray(INDArray[]::new))
                .addIntegerArguments(
                        window.size(),
                        window.size(),
                        window.stride(),
                        window.stride(),
                        window.padding(),
                        window.padding(),
                        dilation,
                        dilation,
                        asPadded,
                        channelsLast,
                        filtersLast)
                .build());
    }

    void run() {
        Nd4j.exec(op);
    }

    private static Double[] boxed(double[] arguments) {
        Double[] boxed = new Double[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            boxed[i] = arguments[i];
        }
        return boxed;
    }
}
