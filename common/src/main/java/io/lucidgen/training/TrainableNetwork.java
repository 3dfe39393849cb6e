package io.lucidgen.training;

import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network with the optimiser that updates it; its parameters are zeros until slots are copied into them. */
public final class TrainableNetwork {

    private final String name;
    private final Network network;
    private final Updater updater;
    private final GradientClip clip;
    private final GradientNorm norm = new GradientNorm();

    /**
     * Prepares a network of a model.
     *
     * @param name the network's in the model
     * @throws IllegalArgumentException if the model has no such network
     */
    public TrainableNetwork(ModelDefinition model, String name, StepSettings settings) {
        NetworkDefinition definition = model.network(name);
        this.name = name;
        this.network = new Network(definition, Nd4j.create(settings.precision(), definition.parameterCount()));
        this.updater = new Updater(settings.optimizer(), network.parameters());
        this.clip = GradientClip.of(settings.optimizer());
    }

    public Network network() {
        return network;
    }

    /** The live numbers behind its slots, by slot name: parameters, and what the optimiser keeps. */
    public SortedMap<String, StateSlot> slots() {
        SortedMap<String, StateSlot> slots = new TreeMap<>(updater.slots(name));
        slots.put(ModelState.parametersOf(name), StateSlot.of(network.parameters()));
        return slots;
    }

    /**
     * Has the optimiser forget its moments.
     *
     * @param step the global number of the next step
     */
    public void restart(long step) {
        updater.restart(step);
    }

    /**
     * Shortens a gradient in place where it is too long.
     *
     * @param gradient by all parameters
     * @param metrics receives its length before that, and whether it was shortened where there is a limit
     */
    public void clip(INDArray gradient, SortedMap<String, Double> metrics) {
        clip.apply(norm, gradient, name, metrics);
    }

    /**
     * Moves the parameters against a gradient.
     *
     * @param gradient by all parameters
     * @param step the global number of this step
     * @param rateShare the share of the learning rate that is used, in (0, 1]
     */
    public void update(INDArray gradient, long step, double rateShare) {
        updater.apply(gradient, step, rateShare);
    }
}
