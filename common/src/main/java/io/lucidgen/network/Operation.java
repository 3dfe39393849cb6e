package io.lucidgen.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.List;

/**
 * What a node of a network computes, as plain data; its {@link Kernel} does the work.
 *
 * <p>The names under which operations are stored are a fixed list, so that reading a definition creates nothing else.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Dense.class, name = "dense"),
    @JsonSubTypes.Type(value = Activation.class, name = "activation"),
    @JsonSubTypes.Type(value = Dropout.class, name = "dropout"),
    @JsonSubTypes.Type(value = BatchNormalization.class, name = "batch-normalization"),
    @JsonSubTypes.Type(value = Convolution.class, name = "convolution"),
    @JsonSubTypes.Type(value = TransposedConvolution.class, name = "transposed-convolution"),
    @JsonSubTypes.Type(value = AxisOrder.class, name = "axis-order"),
    @JsonSubTypes.Type(value = Reshape.class, name = "reshape"),
    @JsonSubTypes.Type(value = Companions.class, name = "companions"),
    @JsonSubTypes.Type(value = Column.class, name = "column"),
    @JsonSubTypes.Type(value = FeatureMean.class, name = "feature-mean"),
    @JsonSubTypes.Type(value = LearnedValue.class, name = "learned-value"),
    @JsonSubTypes.Type(value = SpectralNormalization.class, name = "spectral-normalization"),
    @JsonSubTypes.Type(value = MinibatchDeviation.class, name = "minibatch-deviation"),
    @JsonSubTypes.Type(value = Offset.class, name = "offset"),
    @JsonSubTypes.Type(value = SquaredDistance.class, name = "squared-distance")
})
public interface Operation extends Serializable {

    /** A parameter that the operation owns: its name, its shape and how it is first filled. */
    record Parameter(String name, TensorShape shape, Initializer initializer) {}

    /**
     * The shape of the result.
     *
     * @throws IllegalArgumentException if the operation does not fit inputs of these shapes
     */
    TensorShape outputShape(List<TensorShape> inputs);

    /** The parameters, in the order in which they lie in the flat vector. */
    default List<Parameter> parameters(List<TensorShape> inputs) {
        return List.of();
    }

    /** Whether the operation is left out of the inference form because it then passes its input on unchanged. */
    default boolean identityInInference() {
        return false;
    }

    /**
     * Whether the result, in inference, is a sum of its inputs' values times weights, and a constant: what a value takes
     * part in is then the same by every rule of {@link BackwardRule}.
     */
    default boolean affineInInference() {
        return false;
    }

    /** Binds the operation to preallocated arrays. */
    Kernel kernel(KernelArrays arrays);

    /** What a reader calls it, such as {@code dense} or {@code LeakyReLU 0.2}. */
    String label();
}
