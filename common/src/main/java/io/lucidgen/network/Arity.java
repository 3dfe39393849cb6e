package io.lucidgen.network;

import java.util.List;

/** The check that an operation is given as many tensors as it reads. */
final class Arity {

    private Arity() {}

    static void require(Operation operation, List<TensorShape> inputs, int count) {
        if (inputs.size() != count) {
            throw new IllegalArgumentException(
                    "Operation %s reads %d tensors but is given %d".formatted(operation.label(), count, inputs.size()));
        }
    }
}
