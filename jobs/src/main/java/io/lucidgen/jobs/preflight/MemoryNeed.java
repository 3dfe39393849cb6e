package io.lucidgen.jobs.preflight;

import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.TensorShape;
import java.io.Serializable;

/**
 * An estimate of what training takes beside the heap: for each task slot the state and its gradients, the blocks that
 * executors hand to one another, and for each network the tensors of a batch with their gradients, on real and on
 * generated examples.
 *
 * @param bytesPerSlot of a task slot
 */
record MemoryNeed(long bytesPerSlot) implements Serializable {
    // Values and gradients.
    private static final int COPIES = 2;
    // The means of three rounds and the contributions to two.
    private static final int BLOCKS = 5;
    // A batch of real examples and one of generated ones.
    private static final int BATCHES = 2;

    static MemoryNeed of(ModelDefinition definition, ModelState state, int batchSize) {
        int width = state.slots().values().iterator().next().precision().width();
        long tensors = 0;
        for (NetworkDefinition network : definition.networks().values()) {
            for (TensorShape shape : network.shapes().values()) {
                tensors += shape.size();
            }
        }
        return new MemoryNeed(
                width * (BLOCKS * state.size() + COPIES * (state.size() + BATCHES * batchSize * tensors)));
    }

    long bytes(int slots) {
        return bytesPerSlot * slots;
    }
}
