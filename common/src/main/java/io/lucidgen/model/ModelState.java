package io.lucidgen.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that training changes: slots of numbers, counters, and how far each worker is in its data.
 *
 * @param slots flat vectors by name, such as {@code generator.parameters} and {@code generator.first-moments}
 * @param cursors examples of its shard that each worker has consumed, by worker
 */
public record ModelState(SortedMap<String, SlotVector> slots, Counters counters, List<Long> cursors)
        implements Serializable {

    private static final String PARAMETERS = ".parameters";
    private static final String MOMENTS = "-moments";
    private static final String EMA = ".ema";
    private static final String VELOCITY = ".velocity";

    /** The slot of a network's parameters. */
    public static String parametersOf(String network) {
        return network + PARAMETERS;
    }

    /** The slot of Adam's first moments for a network. */
    public static String firstMomentsOf(String network) {
        return network + ".first" + MOMENTS;
    }

    /** The slot of Adam's second moments for a network. */
    public static String secondMomentsOf(String network) {
        return network + ".second" + MOMENTS;
    }

    /** Whether a slot holds the parameters of a network. */
    public static boolean isParameters(String slot) {
        return slot.endsWith(PARAMETERS);
    }

    /** Whether a slot holds moments of an optimiser. */
    public static boolean isMoments(String slot) {
        return slot.endsWith(MOMENTS);
    }

    /** Whether a slot holds the moving average of parameters. */
    public static boolean isEma(String slot) {
        return slot.endsWith(EMA);
    }

    /** Whether a slot holds the moving average of the parameters in another. */
    public static boolean isEmaOf(String slot, String parameters) {
        return isParameters(parameters)
                && slot.equals(emaOf(parameters.substring(0, parameters.length() - PARAMETERS.length())));
    }

    /** Whether a slot holds the velocity of the parameters in another, of the outer step of averaging. */
    public static boolean isVelocityOf(String slot, String parameters) {
        return isParameters(parameters) && slot.equals(velocityOfParameters(parameters));
    }

    /** The slot of the velocity that belongs to a slot of parameters. */
    public static String velocityOfParameters(String slot) {
        return slot.substring(0, slot.length() - PARAMETERS.length()) + VELOCITY;
    }

    /** The slot of the parameters that a moving average follows. */
    public static String parametersOfEma(String slot) {
        return parametersOf(slot.substring(0, slot.length() - EMA.length()));
    }

    /** The slot of the moving average of a network's parameters. */
    public static String emaOf(String network) {
        return network + EMA;
    }

    public ModelState {
        slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
        cursors = List.copyOf(cursors);
    }

    /** Whether any network has a moving average. */
    public boolean hasEma() {
        return slots.keySet().stream().anyMatch(ModelState::isEma);
    }

    /** The state with the moving average in place of the parameters of each network that has one. */
    public ModelState withEmaInUse() {
        SortedMap<String, SlotVector> used = new TreeMap<>(slots);
        slots.forEach((name, values) -> {
            if (isEma(name)) {
                used.put(parametersOfEma(name), values);
            }
        });
        return new ModelState(used, counters, cursors);
    }

    /** What workers train: the state without moving averages. */
    public ModelState withoutEma() {
        SortedMap<String, SlotVector> trained = new TreeMap<>(slots);
        trained.keySet().removeIf(ModelState::isEma);
        return new ModelState(trained, counters, cursors);
    }

    /** The same numbers with other places in the data. */
    public ModelState withCursors(List<Long> others) {
        return new ModelState(slots, counters, others);
    }

    /**
     * A slot by name.
     *
     * @throws IllegalArgumentException if the state has no such slot
     */
    public SlotVector slot(String name) {
        SlotVector slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("The state has no slot " + name + ", only " + slots.keySet());
        }
        return slot;
    }

    /** What a model needs to be used rather than trained on: the parameters of its networks. */
    public ModelState onlyParameters(ModelDefinition definition) {
        SortedMap<String, SlotVector> parameters = new TreeMap<>();
        for (String network : definition.networks().keySet()) {
            parameters.put(parametersOf(network), slot(parametersOf(network)));
        }
        return new ModelState(parameters, counters, cursors);
    }

    /** The number of values of all slots. */
    public long size() {
        return slots.values().stream().mapToLong(SlotVector::length).sum();
    }
}
