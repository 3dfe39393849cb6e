package io.lucidgen.training;

import io.lucidgen.config.OptimizerConfig;
import io.lucidgen.config.OptimizerKind;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The optimiser of one network: plain gradient descent, or Adam (Kingma and Ba 2015).
 *
 * <p>Its state is one flat array, for Adam the second moments after the first, so that it is averaged, stored and
 * restored like parameters.
 */
final class Updater {

    private final OptimizerConfig config;
    private final INDArray parameters;
    private final INDArray state;

    Updater(OptimizerConfig config, INDArray parameters) {
        this.config = config;
        this.parameters = parameters;
        this.state = Nd4j.create(parameters.dataType(), stateLength(config, parameters.length()));
    }

    /** The length of the state for a number of parameters; plain descent keeps a single unused value. */
    static long stateLength(OptimizerConfig config, long parameters) {
        return config.kind() == OptimizerKind.ADAM ? 2 * parameters : 1;
    }

    INDArray state() {
        return state;
    }

    /**
     * Moves the parameters against a gradient, which it overwrites.
     *
     * @param step the number of updates before this one, which Adam's bias correction counts
     */
    void apply(INDArray gradient, long step) {
        switch (config.kind()) {
            case SGD -> gradient.muli(config.learningRate());
            case ADAM -> adam(gradient, step);
        }
        parameters.subi(gradient);
    }

    private void adam(INDArray gradient, long step) {
        long length = parameters.length();
        INDArray firstMoments = state.get(NDArrayIndex.interval(0, length));
        INDArray secondMoments = state.get(NDArrayIndex.interval(length, 2 * length));
        // ND4J's operation takes the second moments (U) before the first (M).
        Nd4j.exec(new AdamUpdater(
                gradient,
                secondMoments,
                firstMoments,
                config.learningRate(),
                config.beta1(),
                config.beta2(),
                config.epsilon(),
                Math.toIntExact(step)));
    }
}
