package io.lucidgen.network;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The mean of some values of each example, {@code [batch, 1]}, such as those of a region of a picture.
 *
 * @param features which, from 0 on; at least one
 */
public record FeatureMean(List<Integer> features) implements Operation {

    public FeatureMean {
        features = List.copyOf(features);
    }

    /** The mean of some features. */
    public static FeatureMean of(int... features) {
        return new FeatureMean(Arrays.stream(features).boxed().toList());
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 1);
        int size = inputs.get(0).size();
        if (features.isEmpty() || features.stream().anyMatch(feature -> feature < 0 || feature >= size)) {
            throw new IllegalArgumentException(
                    "There is no mean of the features %s of a tensor of %d values".formatted(features, size));
        }
        return TensorShape.of(1);
    }

    @Override
    public String label() {
        return "mean of " + features.size() + " features";
    }

    @Override
    public boolean affineInInference() {
        return true;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        INDArray input = arrays.input();
        INDArray weights = Nd4j.create(input.dataType(), input.length() / input.size(0));
        features.forEach(feature -> weights.putScalar(feature, 1.0 / features.size()));
        return new MeanKernel(arrays, weights);
    }

    private record MeanKernel(KernelArrays arrays, INDArray weights) implements Kernel {
        @Override
        public void forward() {
            INDArray rows = arrays.input().reshape(arrays.input().size(0), weights.length());
            arrays.output().assign(rows.mulRowVector(weights).sum(true, 1));
        }

        @Override
        public void backward() {
            INDArray gradient = arrays.inputGradient();
            INDArray rows = gradient.reshape(gradient.size(0), weights.length());
            rows.assign(arrays.outputGradient().mmul(weights.reshape(1, weights.length())));
        }
    }
}
