package io.lucidgen.checkpoint;

import io.lucidgen.config.Precision;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.NetworkDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A model's state without its numbers, as {@code state.json} holds it.
 *
 * @param slots every slot; its numbers lie in a file of its own
 */
record StateIndex(Counters counters, List<Long> cursors, List<Slot> slots) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*");

    /**
     * One slot.
     *
     * @param length the number of values
     */
    record Slot(String name, Precision precision, long length) {
        Slot {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("A slot cannot be named " + name);
            }
            if (length < 0 || length > SlotFile.MAX_LENGTH) {
                throw new IllegalArgumentException("Slot " + name + " cannot hold " + length + " values");
            }
        }

        long bytes() {
            return length * SlotFile.width(precision);
        }

        String file() {
            return CheckpointLayout.SLOTS + "/" + name + ".bin";
        }
    }

    StateIndex {
        cursors = List.copyOf(cursors);
        slots = List.copyOf(slots);
        if (counters.rounds() < 0 || counters.steps() < 0 || counters.examples() < 0) {
            throw new IllegalArgumentException("Counters below zero: " + counters);
        }
        if (cursors.stream().anyMatch(cursor -> cursor < 0)) {
            throw new IllegalArgumentException("Cursors below zero: " + cursors);
        }
        Set<String> names = new HashSet<>();
        for (Slot slot : slots) {
            if (!names.add(slot.name())) {
                throw new IllegalArgumentException("Slot " + slot.name() + " stands twice");
            }
        }
    }

    static StateIndex of(ModelState state) {
        List<Slot> slots = state.slots().entrySet().stream()
                .map(entry -> new Slot(
                        entry.getKey(),
                        precisionOf(entry.getValue()),
                        entry.getValue().length()))
                .toList();
        return new StateIndex(state.counters(), state.cursors(), slots);
    }

    /**
     * Checks that every network finds its parameters.
     *
     * @throws IllegalArgumentException if one does not
     */
    void requireFits(ModelDefinition definition) {
        Map<String, Long> lengths = new HashMap<>();
        slots.forEach(slot -> lengths.put(slot.name(), slot.length()));
        definition.networks().forEach((name, network) -> {
            String slot = ModelState.parametersOf(name);
            Long length = lengths.get(slot);
            if (length == null) {
                throw new IllegalArgumentException("There is no slot " + slot + " among " + lengths.keySet());
            }
            if (length != parameterCount(network)) {
                throw new IllegalArgumentException("Slot %s holds %d values, but network %s has %d parameters"
                        .formatted(slot, length, name, parameterCount(network)));
            }
        });
    }

    private static int parameterCount(NetworkDefinition network) {
        try {
            return network.parameterCount();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Network " + network.name() + " has more parameters than one vector can hold", e);
        }
    }

    static Precision precisionOf(SlotVector slot) {
        return slot.precision() == DataType.DOUBLE ? Precision.DOUBLE : Precision.FLOAT;
    }
}
