package io.lucidgen.jobs.training;

import io.lucidgen.model.SlotVector;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a state is cut into pieces that are averaged apart from one another.
 *
 * <p>A reducing task then holds one piece of every worker and the driver one state, whatever the number of workers.
 *
 * @param chunks the pieces, in the order of slots and positions
 */
record ChunkPlan(List<Chunk> chunks) implements Serializable {

    /** A piece of a slot: positions {@code from} (inclusive) to {@code to} (exclusive). */
    record Chunk(String slot, int from, int to) implements Serializable {}

    /**
     * Cuts slots into pieces.
     *
     * @param size values of a piece at most
     */
    static ChunkPlan of(SortedMap<String, SlotVector> slots, int size) {
        List<Chunk> chunks = new ArrayList<>();
        slots.forEach((name, values) -> {
            for (int from = 0; from < values.length(); from += size) {
                chunks.add(new Chunk(name, from, Math.min(values.length(), from + size)));
            }
        });
        return new ChunkPlan(chunks);
    }

    SlotVector cut(int index, Map<String, SlotVector> slots) {
        Chunk chunk = chunks.get(index);
        return slots.get(chunk.slot()).slice(chunk.from(), chunk.to());
    }

    /** Puts all pieces together again. */
    SortedMap<String, SlotVector> join(Map<Integer, SlotVector> pieces) {
        SortedMap<String, List<SlotVector>> bySlot = new TreeMap<>();
        for (int index = 0; index < chunks.size(); index++) {
            bySlot.computeIfAbsent(chunks.get(index).slot(), slot -> new ArrayList<>())
                    .add(pieces.get(index));
        }
        SortedMap<String, SlotVector> slots = new TreeMap<>();
        bySlot.forEach((slot, parts) -> slots.put(slot, SlotVector.concatenate(parts)));
        return slots;
    }
}
