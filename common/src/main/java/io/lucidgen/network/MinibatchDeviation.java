package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Puts one value behind those of every example: how much the examples of a batch differ, the mean over the values of
 * their standard deviation over the batch (Karras et al. 2018, https://arxiv.org/abs/1710.10196). {@code [n]} becomes
 * {@code [n + 1]}.
 *
 * <p>In inference, where an example must not depend on its neighbours, it is the parameter {@value #TYPICAL}, which no
 * step trains and which is measured after averaging.
 *
 * @param epsilon keeps the derivative of a deviation of zero finite, above 0
 */
public record MinibatchDeviation(double epsilon) implements Operation {

    public static final String TYPICAL = "typical";

    public MinibatchDeviation {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("An epsilon is above 0 but is " + epsilon);
        }
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 1);
        return TensorShape.of(Math.addExact(inputs.get(0).size(), 1));
    }

    @Override
    public List<Parameter> parameters(List<TensorShape> inputs) {
        return List.of(new Parameter(TYPICAL, TensorShape.of(1), new Initializer.Constant(0)));
    }

    @Override
    public String label() {
        return "with the batch's deviation";
    }

    /** The deviation in a batch {@code [batch, n + 1]} that such an operation put out. */
    public static double of(INDArray output) {
        return output.getDouble(0, output.size(1) - 1);
    }

    @Override
    public boolean affineInInference() {
        return true;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return new DeviationKernel(this, arrays);
    }

    private static final class DeviationKernel implements Kernel {
        private final MinibatchDeviation operation;
        private final KernelArrays arrays;
        private final int size;
        // Of the last forward pass in training: distances from the mean [batch, n], deviations [n].
        private INDArray distances;
        private INDArray deviations;

        DeviationKernel(MinibatchDeviation operation, KernelArrays arrays) {
            this.operation = operation;
            this.arrays = arrays;
            this.size = arrays.inputShape().size();
        }

        private INDArray rows(INDArray array) {
            return array.reshape('c', array.length() / size, size);
        }

        private INDArray own(INDArray array) {
            return array.get(NDArrayIndex.all(), NDArrayIndex.interval(0, size));
        }

        private INDArray added(INDArray array) {
            return array.get(NDArrayIndex.all(), NDArrayIndex.interval(size, size + 1));
        }

        @Override
        public void forward() {
            INDArray input = rows(arrays.input());
            double deviation;
            if (arrays.mode() == ExecutionMode.TRAINING) {
                distances = input.subRowVector(input.mean(0));
                deviations = Transforms.sqrt(distances.mul(distances).mean(0).addi(operation.epsilon()), false);
                deviation = deviations.meanNumber().doubleValue();
            } else {
                deviation = arrays.parameters().get(0).getDouble(0);
            }
            own(arrays.output()).assign(input);
            added(arrays.output()).assign(deviation);
        }

        @Override
        public void backward() {
            if (arrays.inputGradient() == null) {
                return;
            }
            INDArray gradient = rows(arrays.inputGradient());
            gradient.assign(own(arrays.outputGradient()));
            if (arrays.mode() == ExecutionMode.TRAINING) {
                double ofDeviation = added(arrays.outputGradient()).sumNumber().doubleValue();
                gradient.addi(distances.divRowVector(deviations).muli(ofDeviation / distances.length()));
            }
        }
    }
}
