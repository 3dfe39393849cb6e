package io.lucidgen.attribution;

import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.TargetKind;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.Window;
import io.lucidgen.random.RandomStream;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Small targets whose attribution is known, and targets of the shapes that real models have. */
final class Targets {

    static final int PIXELS = 784;

    private Targets() {}

    /** A critic of 784-1024-512-256-1 with LeakyReLU. */
    static ExplainedTarget critic(DataType precision) {
        NetworkBuilder builder = NetworkDefinition.named("critic").input("x", PIXELS);
        String tensor = "x";
        for (int units : new int[] {1024, 512, 256}) {
            builder.dense("d" + units, tensor, units, Weights.GLOROT_UNIFORM)
                    .leakyRelu("a" + units, "d" + units, 0.2)
                    .dropout("drop" + units, "a" + units, 0.3);
            tensor = "drop" + units;
        }
        return target(builder.dense("target", tensor, 1, Weights.GLOROT_UNIFORM).outputs("target"), precision);
    }

    /** A critic of a DCGAN: two convolutions with LeakyReLU, then a dense layer. */
    static ExplainedTarget convolutionalCritic(DataType precision) {
        return target(
                NetworkDefinition.named("critic")
                        .input("x", PIXELS)
                        .reshape("rows", "x", 28, 28, 1)
                        .convolution("c32", "rows", 32, new Window(4, 2, 1), Weights.HE_NORMAL)
                        .leakyRelu("a32", "c32", 0.2)
                        .convolution("c64", "a32", 64, new Window(4, 2, 1), Weights.HE_NORMAL)
                        .leakyRelu("a64", "c64", 0.2)
                        .reshape("flat", "a64", 7 * 7 * 64)
                        .dense("target", "flat", 1, Weights.GLOROT_UNIFORM)
                        .outputs("target"),
                precision);
    }

    /** The reconstruction error of an autoencoder of 784-128-16-128-784 with ReLU and a sigmoid. */
    static ExplainedTarget autoencoder(DataType precision) {
        return target(
                NetworkDefinition.named("autoencoder")
                        .input("x", PIXELS)
                        .dense("e", "x", 128, Weights.HE_NORMAL)
                        .relu("er", "e")
                        .dense("mean", "er", 16, Weights.GLOROT_UNIFORM)
                        .dense("d", "mean", 128, Weights.HE_NORMAL)
                        .relu("dr", "d")
                        .dense("pixels", "dr", PIXELS, Weights.GLOROT_UNIFORM)
                        .sigmoid("sample", "pixels")
                        .squaredDistance("target", "x", "sample")
                        .outputs("target"),
                precision);
    }

    /** The sum of weight times feature. */
    static ExplainedTarget linear(double[] weights) {
        NetworkDefinition definition = NetworkDefinition.named("linear")
                .input("x", weights.length)
                .dense("target", "x", 1, Weights.GLOROT_UNIFORM)
                .outputs("target");
        Network network = Network.initialised(definition, DataType.DOUBLE, 1);
        set(network, "target.weight", weights);
        set(network, "target.bias", 0.7);
        return of(network);
    }

    static ExplainedTarget target(NetworkDefinition definition, DataType precision) {
        Network network = Network.initialised(definition, precision, 7);
        network.parametersByName().forEach((name, values) -> {
            if (name.endsWith("bias")) {
                values.assign(Nd4j.createFromArray(gaussian((int) values.length(), 19, 0.1))
                        .castTo(precision)
                        .reshape(values.shape()));
            }
        });
        return of(network);
    }

    static ExplainedTarget of(Network network) {
        return ExplainedTarget.of(TargetKind.CRITIC_LOGIT, -1, network);
    }

    static void set(Network network, String parameter, double... values) {
        Map<String, INDArray> parameters = network.parametersByName();
        parameters
                .get(parameter)
                .assign(Nd4j.createFromArray(values)
                        .reshape(parameters.get(parameter).shape())
                        .castTo(network.precision()));
    }

    static double[] gaussian(int length, long seed, double spread) {
        RandomStream random = new RandomStream(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = spread * random.nextGaussian();
        }
        return values;
    }

    /** Values that a float holds exactly, so that both precisions explain the same sample. */
    static double[] pixels(long seed) {
        RandomStream random = new RandomStream(seed);
        double[] values = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            values[i] = random.nextInt(256) / 128.0 - 1;
        }
        return values;
    }
}
