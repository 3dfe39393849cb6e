package io.lucidgen.training;

import io.lucidgen.config.OuterStepConfig;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.model.WorkerNetworks;
import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a round makes of the mean of its workers: a step of an outer optimiser, stochastic gradient descent with Nesterov's
 * momentum, on the difference between the parameters before the round and the mean after it (DiLoCo, Douillard et al. 2023,
 * https://arxiv.org/abs/2311.08105; SlowMo, Wang et al. 2019). With {@code d = before - mean}:
 *
 * <pre>
 * velocity' = momentum velocity + d
 * after     = before - rate (d + momentum velocity')
 * </pre>
 *
 * <p>With rate 1 and no momentum that is the mean, and nothing is kept for it.
 *
 * @param rate above 0
 * @param momentum in [0, 1)
 */
public record OuterStep(double rate, double momentum) implements Serializable {

    /** Every round ends with the mean. */
    public static final OuterStep NONE = of(OuterStepConfig.NONE);

    /** The step that was asked for. */
    public static OuterStep of(OuterStepConfig config) {
        return new OuterStep(config.rate(), config.momentum());
    }

    /** Whether a round ends with anything but the mean. */
    public boolean isTaken() {
        return rate != 1 || momentum != 0;
    }

    /** A first state with velocities of zero for the parameters of each network that is averaged, where the step is taken. */
    public ModelState begin(ModelState first) {
        if (!isTaken()) {
            return first;
        }
        SortedMap<String, SlotVector> slots = new TreeMap<>(first.slots());
        first.slots().forEach((slot, values) -> {
            if (ModelState.isParameters(slot)
                    && WorkerNetworks.number(first.slots().keySet(), slot).isEmpty()) {
                slots.put(ModelState.velocityOfParameters(slot), SlotVector.zeros(values.precision(), values.length()));
            }
        });
        return new ModelState(slots, first.counters(), first.cursors());
    }

    /** Parameters, or a piece of them, after a round, and the velocity that comes with them. */
    public record Result(SlotVector parameters, SlotVector velocity) {}

    /**
     * Takes a step, computed in double.
     *
     * @param before the parameters before the round
     * @param velocity before it
     * @param mean of the workers after it; all three of one length and precision
     */
    public Result after(SlotVector before, SlotVector velocity, SlotVector mean) {
        if (before.length() != mean.length() || velocity.length() != mean.length()) {
            throw new IllegalArgumentException("Cannot step from %s to %s".formatted(before, mean));
        }
        double[] difference = new double[before.length()];
        before.addTo(difference, 1);
        mean.addTo(difference, -1);
        double[] moved = difference.clone();
        velocity.addTo(moved, momentum);
        SlotVector kept = velocity.like(moved);
        double[] parameters = new double[before.length()];
        before.addTo(parameters, 1);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] -= rate * (difference[i] + momentum * moved[i]);
        }
        return new Result(before.like(parameters), kept);
    }
}
