package io.lucidgen.evaluation.explanation;

import io.lucidgen.data.SampleShape;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.TargetKind;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.Window;
import io.lucidgen.random.RandomStream;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Critics of pictures of 16 x 16 that are built so that it is known what they look at. */
final class PlantedTargets {

    static final TargetKind KIND = TargetKind.CRITIC_LOGIT;
    static final int SIDE = 16;
    static final int PIXELS = SIDE * SIDE;
    static final SampleShape SHAPE = SampleShape.image(1, SIDE, SIDE);
    static final double[] BLACK = new double[PIXELS];

    private static final int PATCH = 4;

    private PlantedTargets() {}

    static {
        Arrays.fill(BLACK, -1);
    }

    /** Whether a pixel lies in the patch: the second square of four by four in the third row of them. */
    static boolean inPatch(int pixel) {
        return pixel / SIDE / PATCH == 2 && pixel % SIDE / PATCH == 1;
    }

    /** A weighted sum of all pixels. */
    static ExplainedTarget linear() {
        return of(NetworkDefinition.named("linear").input("x", PIXELS).dense("target", "x", 1, Weights.GLOROT_UNIFORM));
    }

    /** A critic of dense layers that sees all pixels. */
    static ExplainedTarget critic() {
        return of(dense("critic"));
    }

    /** A critic of dense layers that sees the patch alone: the weights of all other pixels are 0. */
    static ExplainedTarget patch() {
        ExplainedTarget target = of(dense("patch"));
        blind(target, "h", pixel -> !inPatch(pixel));
        return target;
    }

    /** A critic of convolutions whose last layer sees what stands at the patch alone. */
    static ExplainedTarget convolutionalPatch() {
        int channels = 8;
        ExplainedTarget target = of(NetworkDefinition.named("patch")
                .input("x", PIXELS)
                .reshape("rows", "x", SIDE, SIDE, 1)
                .convolution("c", "rows", channels, new Window(PATCH, PATCH, 0), Weights.HE_NORMAL)
                .leakyRelu("a", "c", 0.2)
                .reshape("flat", "a", PIXELS / PATCH / PATCH * channels)
                .dense("target", "flat", 1, Weights.GLOROT_UNIFORM));
        int across = SIDE / PATCH;
        blind(target, "target", unit -> unit / channels != 2 * across + 1);
        return target;
    }

    private static NetworkBuilder dense(String name) {
        return NetworkDefinition.named(name)
                .input("x", PIXELS)
                .dense("h", "x", 32, Weights.HE_NORMAL)
                .leakyRelu("a", "h", 0.2)
                .dense("h2", "a", 16, Weights.HE_NORMAL)
                .leakyRelu("a2", "h2", 0.2)
                .dense("target", "a2", 1, Weights.HE_NORMAL);
    }

    private static ExplainedTarget of(NetworkBuilder network) {
        return ExplainedTarget.of(KIND, -1, Network.initialised(network.outputs("target"), DataType.FLOAT, 7));
    }

    private static void blind(ExplainedTarget target, String layer, IntPredicate inputs) {
        INDArray weights = target.network().parametersByName().get(layer + ".weight");
        for (int input = 0; input < weights.size(0); input++) {
            if (inputs.test(input)) {
                weights.getRow(input).assign(0);
            }
        }
    }

    /** Noise, so that every pixel matters that can. */
    static double[] sample(int seed) {
        RandomStream random = new RandomStream(seed);
        double[] pixels = new double[PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (2 * random.nextUniform() - 1);
        }
        return pixels;
    }
}
