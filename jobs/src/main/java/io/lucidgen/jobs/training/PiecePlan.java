package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockBytes;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotValues;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How a state is cut into pieces that travel and are averaged apart from one another: its slots, one after the other,
 * make one long vector, which is cut into parts of about the same length.
 *
 * @param slots the slots; first parameters, last the optimiser's moments, and by name among each
 * @param precision that of all numbers
 * @param ends where each piece ends in the long vector
 */
record PiecePlan(List<Slot> slots, DataType precision, List<Long> ends) implements Serializable {

    /** A slot by its place in the long vector. */
    record Slot(String name, long begin, int length) implements Serializable {}

    /** A part of a slot: positions {@code from} (inclusive) to {@code to} (exclusive). */
    private record Range(String slot, int from, int to) {}

    /**
     * Cuts slots into one piece for each task that can average at the same time, up to one for each worker, and into
     * more where one would take up too much memory.
     *
     * @param workers whose contributions are averaged, at least 1
     * @param parallelism tasks that can run at the same time, at least 1
     * @param chunkSize numbers that a task holds at once, those of all workers taken together, at most
     */
    static PiecePlan of(SortedMap<String, ? extends SlotValues> values, int workers, int parallelism, int chunkSize) {
        List<Slot> slots = new ArrayList<>();
        long length = 0;
        for (String name : ordered(values.keySet())) {
            slots.add(new Slot(name, length, values.get(name).length()));
            length += values.get(name).length();
        }
        long bounded = (Math.multiplyExact(length, workers) + chunkSize - 1) / chunkSize;
        long number = Math.min(length, Math.max(Math.min(workers, parallelism), bounded));
        List<Long> ends = new ArrayList<>();
        for (long piece = 1; piece <= number; piece++) {
            ends.add(Math.floorDiv(Math.multiplyExact(length, piece), number));
        }
        return new PiecePlan(List.copyOf(slots), values.get(values.firstKey()).precision(), List.copyOf(ends));
    }

    private static List<String> ordered(Set<String> names) {
        List<String> ordered = new ArrayList<>(names);
        ordered.sort(Comparator.comparing((String name) -> !ModelState.isParameters(name))
                .thenComparing(ModelState::isMoments)
                .thenComparing(Comparator.naturalOrder()));
        return ordered;
    }

    int pieces() {
        return ends.size();
    }

    /** Numbers of a piece. */
    long length(int piece) {
        return ends.get(piece) - begin(piece);
    }

    /** How many numbers at the beginning of a piece are parameters. */
    long parameters(int piece) {
        return Math.max(0, Math.min(parameters(), ends.get(piece)) - begin(piece));
    }

    /** How many numbers of the state are parameters. */
    long parameters() {
        return slots.stream()
                .filter(slot -> ModelState.isParameters(slot.name()))
                .mapToLong(Slot::length)
                .sum();
    }

    /** The bytes of a piece, little-endian, in buffers of the size that blocks are kept in. */
    List<ByteBuffer> encode(int piece, Map<String, ? extends SlotValues> values) {
        int perBuffer = BlockBytes.BUFFER / precision.width();
        List<ByteBuffer> buffers = new ArrayList<>();
        for (long from = begin(piece); from < ends.get(piece); from += perBuffer) {
            long to = Math.min(from + perBuffer, ends.get(piece));
            ByteBuffer buffer = littleEndian(new byte[(int) (to - from) * precision.width()]);
            for (Range range : ranges(from, to)) {
                values.get(range.slot()).read(range.from(), range.to(), buffer);
            }
            buffers.add(buffer.flip());
        }
        return buffers;
    }

    /** Puts the bytes of a piece where they belong. */
    void decode(int piece, BlockBytes bytes, Map<String, ? extends SlotValues> values) {
        int perBuffer = BlockBytes.BUFFER / precision.width();
        byte[] buffer = new byte[BlockBytes.BUFFER];
        for (long from = begin(piece); from < ends.get(piece); from += perBuffer) {
            long to = Math.min(from + perBuffer, ends.get(piece));
            int count = (int) (to - from) * precision.width();
            bytes.read(buffer, count);
            ByteBuffer source = littleEndian(buffer).limit(count);
            for (Range range : ranges(from, to)) {
                values.get(range.slot()).write(range.from(), range.to(), source);
            }
        }
    }

    private long begin(int piece) {
        return piece == 0 ? 0 : ends.get(piece - 1);
    }

    private List<Range> ranges(long from, long to) {
        List<Range> ranges = new ArrayList<>();
        for (Slot slot : slots) {
            long begin = Math.max(from, slot.begin());
            long end = Math.min(to, slot.begin() + slot.length());
            if (begin < end) {
                ranges.add(new Range(slot.name(), (int) (begin - slot.begin()), (int) (end - slot.begin())));
            }
        }
        return ranges;
    }

    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
