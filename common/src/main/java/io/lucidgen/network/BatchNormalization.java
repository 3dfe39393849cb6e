package io.lucidgen.network;

import java.util.List;

/**
 * Normalises each channel to mean 0 and variance 1, then scales and shifts it (Ioffe and Szegedy 2015): y = scale (x -
 * mean) / sqrt(variance + epsilon) + shift.
 *
 * <p>The channel is the last axis. While training, mean and variance are those of the batch. In inference they are the
 * parameters of those names, which no step trains: whoever averaged or trained the network has to measure them
 * afterwards, since the average of the workers' statistics is not the statistics of their average.
 *
 * @param epsilon keeps the division finite, above 0
 */
public record BatchNormalization(double epsilon) implements Operation {

    public static final String MEAN = "mean";
    public static final String VARIANCE = "variance";

    public BatchNormalization {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("An epsilon is above 0 but is " + epsilon);
        }
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(this, inputs, 1);
        return inputs.get(0);
    }

    @Override
    public List<Parameter> parameters(List<TensorShape> inputs) {
        TensorShape channels = TensorShape.of(channels(inputs.get(0)));
        return List.of(
                new Parameter("scale", channels, new Initializer.Constant(1)),
                new Parameter("shift", channels, new Initializer.Constant(0)),
                new Parameter(MEAN, channels, new Initializer.Constant(0)),
                new Parameter(VARIANCE, channels, new Initializer.Constant(1)));
    }

    /** Channels of an input: the size of its last axis. */
    static int channels(TensorShape input) {
        List<Integer> sizes = input.dimensions();
        return sizes.get(sizes.size() - 1);
    }

    @Override
    public String label() {
        return "batch normalisation";
    }

    @Override
    public boolean affineInInference() {
        return true;
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return HostBlocks.suit(arrays.output())
                ? new BlockedNormalization(this, arrays)
                : new ArrayNormalization(this, arrays);
    }
}
