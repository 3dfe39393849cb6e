package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockBytes;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotValues;
import io.lucidgen.model.WorkerNetworks;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How a state is cut into pieces that travel and are averaged apart from one another: each of its slots into parts of
 * about the same length.
 *
 * @param pieces in the order of the slots' names, and of each slot's numbers
 * @param firsts the first piece of each slot, by the slot's name
 * @param precision that of all numbers
 */
record PiecePlan(List<Piece> pieces, SortedMap<String, Integer> firsts, DataType precision) implements Serializable {

    /**
     * Numbers of one slot.
     *
     * @param part which part of its slot it is, from 0
     * @param from its first position
     * @param to the position after its last
     */
    record Piece(String slot, int part, int from, int to) implements Serializable {
        int length() {
            return to - from;
        }
    }

    /**
     * Cuts each slot into one part for each task that can average at the same time, up to one for each worker, and into
     * more where one would take up too much memory.
     *
     * @param workers whose contributions are averaged, at least 1
     * @param parallelism tasks that can run at the same time, at least 1
     * @param chunkSize numbers that a task holds at once, those of all workers taken together, at most
     */
    static PiecePlan of(SortedMap<String, ? extends SlotValues> values, int workers, int parallelism, int chunkSize) {
        List<Piece> pieces = new ArrayList<>();
        SortedMap<String, Integer> firsts = new TreeMap<>();
        values.forEach((slot, numbers) -> {
            firsts.put(slot, pieces.size());
            long length = numbers.length();
            long bounded = (Math.multiplyExact(length, (long) workers) + chunkSize - 1) / chunkSize;
            long parts = Math.min(length, Math.max(Math.min(workers, parallelism), bounded));
            for (int part = 0; part < parts; part++) {
                pieces.add(new Piece(slot, part, (int) (length * part / parts), (int) (length * (part + 1) / parts)));
            }
        });
        return new PiecePlan(
                List.copyOf(pieces), firsts, values.get(values.firstKey()).precision());
    }

    /** Those that are averaged over the workers. */
    List<Integer> averaged(boolean withMoments) {
        return where(slot -> ModelState.isParameters(slot) || withMoments && ModelState.isMoments(slot));
    }

    /** Those that all workers have in common. */
    List<Integer> shared(boolean withMoments) {
        return where(slot -> withMoments || !ModelState.isMoments(slot));
    }

    /** Those of the optimiser's moments. */
    List<Integer> moments() {
        return where(ModelState::isMoments);
    }

    /** Whether the optimiser has any. */
    boolean keepsMoments() {
        return !moments().isEmpty();
    }

    private List<Integer> where(Predicate<String> slot) {
        return IntStream.range(0, pieces.size())
                .filter(piece -> slot.test(pieces.get(piece).slot()))
                .boxed()
                .toList();
    }

    /** The number of the worker's own network that a piece is of; empty where workers have it in common. */
    OptionalInt own(int piece) {
        return WorkerNetworks.number(firsts.keySet(), pieces.get(piece).slot());
    }

    /** Where the moving average of a piece of parameters is kept, if it is. */
    OptionalInt ema(int piece) {
        return beside(piece, ModelState::isEmaOf);
    }

    /** Where the outer step's velocity of a piece of parameters is kept, if it is. */
    OptionalInt velocity(int piece) {
        return beside(piece, ModelState::isVelocityOf);
    }

    /** The pieces that are made together with one: its moving average and its velocity, where they are kept. */
    List<Integer> madeWith(int piece) {
        return Stream.of(ema(piece), velocity(piece))
                .flatMapToInt(OptionalInt::stream)
                .boxed()
                .toList();
    }

    private OptionalInt beside(int piece, BiPredicate<String, String> belongs) {
        Piece parameters = pieces.get(piece);
        return firsts.entrySet().stream()
                .filter(slot -> belongs.test(slot.getKey(), parameters.slot()))
                .mapToInt(slot -> slot.getValue() + parameters.part())
                .findFirst();
    }

    /** Deals pieces out to tasks so that each has about as many numbers of each slot. */
    List<List<Integer>> deal(List<Integer> dealt, int tasks) {
        SortedMap<Integer, List<Integer>> byTask = new TreeMap<>();
        for (int piece : dealt) {
            byTask.computeIfAbsent(pieces.get(piece).part() % tasks, task -> new ArrayList<>())
                    .add(piece);
        }
        return List.copyOf(byTask.values());
    }

    /** Length of each slot, by name. */
    SortedMap<String, Integer> lengths() {
        SortedMap<String, Integer> lengths = new TreeMap<>();
        pieces.forEach(piece -> lengths.merge(piece.slot(), piece.to(), Math::max));
        return lengths;
    }

    /** Numbers of a piece. */
    int length(int piece) {
        return pieces.get(piece).length();
    }

    /** Whether a piece is one of parameters. */
    boolean isParameters(int piece) {
        return ModelState.isParameters(pieces.get(piece).slot());
    }

    /** How many numbers of the state are parameters that workers have in common. */
    long parameters() {
        return averaged(false).stream()
                .filter(piece -> own(piece).isEmpty())
                .mapToLong(this::length)
                .sum();
    }

    /** The bytes of a piece, little-endian, in buffers of the size that blocks are kept in. */
    List<ByteBuffer> encode(int piece, Map<String, ? extends SlotValues> values) {
        Piece range = pieces.get(piece);
        SlotValues slot = values.get(range.slot());
        int perBuffer = BlockBytes.BUFFER / precision.width();
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int from = range.from(); from < range.to(); from += perBuffer) {
            int to = Math.min(from + perBuffer, range.to());
            ByteBuffer buffer = BlockBytes.room((to - from) * precision.width());
            slot.read(from, to, buffer);
            buffers.add(buffer.flip());
        }
        return buffers;
    }

    /** Puts the bytes of a piece where they belong. */
    void decode(int piece, BlockBytes bytes, Map<String, ? extends SlotValues> values) {
        Piece range = pieces.get(piece);
        SlotValues slot = values.get(range.slot());
        int perBuffer = BlockBytes.BUFFER / precision.width();
        byte[] buffer = new byte[Math.min(range.length(), perBuffer) * precision.width()];
        for (int from = range.from(); from < range.to(); from += perBuffer) {
            int to = Math.min(from + perBuffer, range.to());
            int count = (to - from) * precision.width();
            bytes.read(buffer, count);
            slot.write(from, to, littleEndian(buffer).limit(count));
        }
    }

    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
