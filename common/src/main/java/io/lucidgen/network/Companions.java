package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Puts the same values behind those of every example: {@code [n]} becomes {@code [n + count]}. The values are a
 * parameter.
 *
 * @param count how many values, at least 1
 */
public record Companions(int count) implements Operation {

    public static final String VALUES = "values";

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 1);
        return TensorShape.of(Math.addExact(inputs.get(0).size(), count));
    }

    @Override
    public List<Parameter> parameters(List<TensorShape> inputs) {
        return List.of(new Parameter(VALUES, TensorShape.of(count), new Initializer.Constant(0)));
    }

    @Override
    public String label() {
        return "with " + count + " given values";
    }

    @Override
    public boolean affineInInference() {
        return true;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        int own = arrays.inputShape().size();
        return new CompanionsKernel(
                arrays,
                columns(arrays.output(), 0, own),
                columns(arrays.output(), own, own + count),
                arrays.outputGradient() == null ? null : columns(arrays.outputGradient(), 0, own),
                arrays.outputGradient() == null ? null : columns(arrays.outputGradient(), own, own + count));
    }

    private static INDArray columns(INDArray array, int from, int to) {
        return array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
    }

    private record CompanionsKernel(
            KernelArrays arrays, INDArray own, INDArray added, INDArray ownGradient, INDArray addedGradient)
            implements Kernel {
        @Override
        public void forward() {
            own.assign(arrays.input());
            added.assign(0);
            added.addiRowVector(arrays.parameters().get(0));
        }

        @Override
        public void backward() {
            if (arrays.inputGradient() != null) {
                arrays.inputGradient().assign(ownGradient);
            }
            if (!arrays.parameterGradients().isEmpty()) {
                arrays.parameterGradients().get(0).assign(addedGradient.sum(0));
            }
        }
    }
}
