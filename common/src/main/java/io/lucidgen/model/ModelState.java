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

    public ModelState {
        slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
        cursors = List.copyOf(cursors);
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
