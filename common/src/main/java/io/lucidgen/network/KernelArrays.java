package io.lucidgen.network;

import io.lucidgen.random.RandomStream;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The arrays that one node reads and writes; all of a network's precision and row-major.
 *
 * <p>Tensors are {@code [batch, values of one example]}. A gradient that nobody asked for is null and must not be
 * computed.
 *
 * @param inputs the input tensors
 * @param inputShapes their shapes without the batch axis
 * @param output the result
 * @param parameters the parameters in their own shapes, views of the network's flat vector
 * @param outputGradient the gradient of the loss by the output, or null when the node is only run forward
 * @param inputGradients where each input's gradient is written (not added), with nulls
 * @param parameterGradients where each parameter's gradient is written, or an empty list when not wanted
 * @param mode whether the network is being trained
 * @param random the random numbers of the current pass
 */
public record KernelArrays(
        List<INDArray> inputs,
        List<TensorShape> inputShapes,
        INDArray output,
        List<INDArray> parameters,
        INDArray outputGradient,
        List<INDArray> inputGradients,
        List<INDArray> parameterGradients,
        ExecutionMode mode,
        PassRandom random) {

    /** The random numbers of the current pass. */
    public interface PassRandom {
        /** A stream of this node's own. */
        RandomStream stream();
    }

    public INDArray input() {
        return inputs.get(0);
    }

    /** The first input's shape without the batch axis. */
    public TensorShape inputShape() {
        return inputShapes.get(0);
    }

    /** Where the first input's gradient goes, or null. */
    public INDArray inputGradient() {
        return inputGradients.get(0);
    }

    public int batch() {
        return (int) output.size(0);
    }

    /** A further array of the same precision that the kernel keeps. */
    public INDArray scratch(long... shape) {
        return Nd4j.create(output.dataType(), shape, 'c');
    }

    public DataType precision() {
        return output.dataType();
    }
}
