package io.lucidgen.training;

import io.lucidgen.config.OptimizerConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The optimiser of one network: plain gradient descent, or Adam (Kingma and Ba 2015).
 *
 * <p>The loops run on the heap, where the compiler turns them into vector instructions: over 1.46 million parameters
 * copy, update and copy back were measured at 2.3 ms, ND4J's own Adam at 4.5 to 24. Moments that fall below 1e-30 are
 * set to zero: numbers so small that the processor handles them in microcode would cost thirty times as much.
 */
final class Updater {

    private static final float TINY = 1e-30f;
    // A moment that halves with every step takes 26 of them from there to the denormal numbers.
    private static final int STEPS_TO_DROP_TINY = 16;

    private final OptimizerConfig config;
    private final INDArray parameters;
    private final SlotVector values;
    private final SlotVector gradients;
    private final StateSlot.HeapSlot firstMoments;
    private final StateSlot.HeapSlot secondMoments;

    Updater(OptimizerConfig config, INDArray parameters) {
        DataType precision = parameters.dataType();
        int length = Math.toIntExact(parameters.length());
        this.config = config;
        this.parameters = parameters;
        this.values = SlotVector.zeros(precision, length);
        this.gradients = SlotVector.zeros(precision, length);
        boolean adam = config.kind() == OptimizerKind.ADAM;
        this.firstMoments = adam ? StateSlot.onHeap(precision, length) : null;
        this.secondMoments = adam ? StateSlot.onHeap(precision, length) : null;
    }

    /** The names and lengths of the slots that the optimiser keeps for a network. */
    static SortedMap<String, Integer> slotLengths(OptimizerConfig config, String network, int parameters) {
        SortedMap<String, Integer> lengths = new TreeMap<>();
        if (config.kind() == OptimizerKind.ADAM) {
            lengths.put(ModelState.firstMomentsOf(network), parameters);
            lengths.put(ModelState.secondMomentsOf(network), parameters);
        }
        return lengths;
    }

    /** The live slots, by name. */
    SortedMap<String, StateSlot> slots(String network) {
        SortedMap<String, StateSlot> slots = new TreeMap<>();
        if (firstMoments != null) {
            slots.put(ModelState.firstMomentsOf(network), firstMoments);
            slots.put(ModelState.secondMomentsOf(network), secondMoments);
        }
        return slots;
    }

    /**
     * Moves the parameters against a gradient.
     *
     * @param step the number of updates before this one, which Adam's bias correction counts
     */
    void apply(INDArray gradient, long step) {
        if (config.kind() == OptimizerKind.SGD) {
            parameters.subi(gradient.mul(config.learningRate()));
            return;
        }
        double rate = config.learningRate()
                * Math.sqrt(1 - Math.pow(config.beta2(), step + 1.0))
                / (1 - Math.pow(config.beta1(), step + 1.0));
        gradients.readFrom(gradient);
        values.readFrom(parameters);
        if (parameters.dataType() == DataType.FLOAT) {
            adam((float[]) values.array(), (float[]) gradients.array(), (float) rate, step);
        } else {
            adam((double[]) values.array(), (double[]) gradients.array(), rate);
        }
        values.writeTo(parameters);
    }

    private void adam(float[] moved, float[] slope, float rate, long step) {
        float[] first = (float[]) firstMoments.live().array();
        float[] second = (float[]) secondMoments.live().array();
        float beta1 = (float) config.beta1();
        float beta2 = (float) config.beta2();
        float epsilon = (float) config.epsilon();
        for (int i = 0; i < moved.length; i++) {
            float g = slope[i];
            float m = beta1 * first[i] + (1 - beta1) * g;
            float v = beta2 * second[i] + (1 - beta2) * g * g;
            first[i] = m;
            second[i] = v;
            moved[i] -= rate * m / ((float) Math.sqrt(v) + epsilon);
        }
        if (step % STEPS_TO_DROP_TINY == 0) {
            dropTiny(first);
            dropTiny(second);
        }
    }

    private static void dropTiny(float[] moments) {
        for (int i = 0; i < moments.length; i++) {
            moments[i] = Math.abs(moments[i]) < TINY ? 0 : moments[i];
        }
    }

    private void adam(double[] moved, double[] slope, double rate) {
        double[] first = (double[]) firstMoments.live().array();
        double[] second = (double[]) secondMoments.live().array();
        for (int i = 0; i < moved.length; i++) {
            double g = slope[i];
            first[i] = config.beta1() * first[i] + (1 - config.beta1()) * g;
            second[i] = config.beta2() * second[i] + (1 - config.beta2()) * g * g;
            moved[i] -= rate * first[i] / (Math.sqrt(second[i]) + config.epsilon());
        }
    }
}
