package io.lucidgen.model;

import java.io.Serializable;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Networks of which each worker has one of its own, as the slots of a state name them: that of the first worker is {@code
 * network}, those of the others {@code network.worker-1}, {@code network.worker-2} and so on.
 *
 * <p>A worker trains the one of its number, or after each {@code swapEvery} rounds that of the next number (MD-GAN, Hardy et
 * al. 2019, https://arxiv.org/abs/1811.03850, there in random order).
 *
 * @param swapEvery rounds after which each is handed on to the next worker; 0: it stays
 */
public record WorkerNetworks(int swapEvery) implements Serializable {

    private static final String WORKER = ".worker-";

    /** A state in which each worker has a network of its own, all alike where there was one. */
    public static ModelState spread(ModelState state, String network, int workers) {
        SortedMap<String, SlotVector> slots = new TreeMap<>(state.slots());
        int before = 1;
        while (slots.containsKey(ModelState.parametersOf(network + WORKER + before))) {
            before++;
        }
        for (var slot : state.slots().entrySet()) {
            if (slot.getKey().startsWith(network + WORKER)) {
                slots.remove(slot.getKey());
            }
        }
        for (String slot : state.slots().keySet()) {
            if (isOf(slot, network)) {
                for (int worker = 1; worker < workers; worker++) {
                    slots.put(ofWorker(slot, worker), state.slot(ofWorker(slot, worker % before)));
                }
            }
        }
        return new ModelState(slots, state.counters(), state.cursors());
    }

    private static boolean isOf(String slot, String network) {
        return slot.startsWith(network + '.')
                && !slot.startsWith(network + WORKER)
                && (ModelState.isParameters(slot) || ModelState.isMoments(slot));
    }

    private static String ofWorker(String slot, int worker) {
        int dot = slot.lastIndexOf('.');
        return worker == 0 ? slot : slot.substring(0, dot) + WORKER + worker + slot.substring(dot);
    }

    /** The number of the network that a slot belongs to; empty where workers have it in common. */
    public static OptionalInt number(Collection<String> slots, String slot) {
        int at = slot.indexOf(WORKER);
        if (at >= 0) {
            return OptionalInt.of(Integer.parseInt(slot.substring(at + WORKER.length(), slot.indexOf('.', at + 1))));
        }
        return slots.contains(ofWorker(slot, 1)) ? OptionalInt.of(0) : OptionalInt.empty();
    }

    /** The name that a worker's own slot has in its hands: that of the first worker's. */
    public static String inHand(String slot) {
        int at = slot.indexOf(WORKER);
        return at < 0 ? slot : slot.substring(0, at) + slot.substring(slot.indexOf('.', at + 1));
    }

    /**
     * The number of the network that a worker trains.
     *
     * @param rounds that are done
     */
    public int trainedBy(int worker, long rounds, int workers) {
        return (int) ((worker + turns(rounds)) % workers);
    }

    /** The worker that trains a network. */
    public int trainer(int number, long rounds, int workers) {
        return (int) Math.floorMod(number - turns(rounds), (long) workers);
    }

    private long turns(long rounds) {
        return swapEvery == 0 ? 0 : rounds / swapEvery;
    }
}
