package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link BatchNormalization} by ND4J's operations on whole arrays: any precision, any device. */
final class ArrayNormalization implements Kernel {

    private final BatchNormalization operation;
    private final KernelArrays arrays;
    private final int channels;
    private final INDArray normalised;
    // 1 / sqrt(variance + epsilon) of the last forward pass, [channels].
    private INDArray inverse;

    ArrayNormalization(BatchNormalization operation, KernelArrays arrays) {
        this.operation = operation;
        this.arrays = arrays;
        this.channels = BatchNormalization.channels(arrays.inputShape());
        this.normalised = rows(arrays.scratch(arrays.output().shape()));
    }

    private INDArray rows(INDArray array) {
        return Bias.rows(array, channels);
    }

    @Override
    public void forward() {
        INDArray input = rows(arrays.input());
        boolean training = arrays.mode() == ExecutionMode.TRAINING;
        INDArray mean = training ? input.mean(0) : arrays.parameters().get(2);
        normalised.assign(input.subRowVector(mean));
        INDArray variance = training
                ? normalised.mul(normalised).mean(0)
                : arrays.parameters().get(3);
        inverse = Transforms.sqrt(variance.add(operation.epsilon())).rdivi(1);
        normalised.muliRowVector(inverse);
        rows(arrays.output())
                .assign(normalised
                        .mulRowVector(arrays.parameters().get(0))
                        .addiRowVector(arrays.parameters().get(1)));
    }

    @Override
    public void backward() {
        INDArray gradient = rows(arrays.outputGradient());
        INDArray shift = gradient.sum(0);
        INDArray scale = gradient.mul(normalised).sum(0);
        List<INDArray> own = arrays.parameterGradients();
        if (!own.isEmpty()) {
            own.get(0).assign(scale);
            own.get(1).assign(shift);
        }
        if (arrays.inputGradient() == null) {
            return;
        }
        INDArray slope = inverse.mul(arrays.parameters().get(0));
        INDArray result = gradient.dup('c');
        if (arrays.mode() == ExecutionMode.TRAINING) {
            double count = gradient.size(0);
            result.subi(normalised.mulRowVector(scale.divi(count))).subiRowVector(shift.divi(count));
        }
        rows(arrays.inputGradient()).assign(result.muliRowVector(slope));
    }
}
