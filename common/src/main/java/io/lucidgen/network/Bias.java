package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One number for each column that is added to every row; its gradient is the sum over rows. */
final class Bias {

    private final NativeOp add;
    private final NativeOp gradient;

    /**
     * Binds a bias.
     *
     * @param rows {@code [rows, columns]}, to which it is added
     * @param bias {@code [columns]}
     * @param rowGradients {@code [rows, columns]}, or null when no gradient is wanted
     * @param biasGradient {@code [columns]}, or null
     */
    Bias(KernelArrays arrays, INDArray rows, INDArray bias, INDArray rowGradients, INDArray biasGradient) {
        this.add = NativeOp.of("biasadd", rows, new INDArray[] {rows, bias});
        if (rowGradients == null || biasGradient == null) {
            this.gradient = null;
        } else {
            // A product with ones: ND4J's own sum over rows takes ten times as long.
            INDArray ones = arrays.scratch(1, rowGradients.size(0)).assign(1);
            INDArray sums = biasGradient.reshape('c', 1, rowGradients.size(1));
            this.gradient = NativeOp.matmul(ones, false, rowGradients, false, sums);
        }
    }

    /** The bias of a layer whose second parameter it is. */
    static Bias of(KernelArrays arrays, int columns) {
        List<INDArray> gradients = arrays.parameterGradients();
        return new Bias(
                arrays,
                rows(arrays.output(), columns),
                arrays.parameters().get(1),
                arrays.outputGradient() == null ? null : rows(arrays.outputGradient(), columns),
                gradients.isEmpty() ? null : gradients.get(1));
    }

    /** A view of an array as rows of so many columns. */
    static INDArray rows(INDArray array, long columns) {
        return array.reshape('c', array.length() / columns, columns);
    }

    void add() {
        add.run();
    }

    void gradient() {
        gradient.run();
    }
}
