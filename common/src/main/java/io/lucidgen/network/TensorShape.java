package io.lucidgen.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The shape of one example's tensor, without the batch axis: {@code [784]} or {@code [1, 28, 28]}, row-major. */
public record TensorShape(@JsonValue List<Integer> dimensions) implements Serializable {

    @JsonCreator
    public TensorShape {
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty() || dimensions.stream().anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException("A shape needs dimensions of at least 1 but has " + dimensions);
        }
    }

    public static TensorShape of(int... dimensions) {
        return new TensorShape(Arrays.stream(dimensions).boxed().toList());
    }

    /** The number of values of one example. */
    public int size() {
        return dimensions.stream().reduce(1, Math::multiplyExact);
    }

    @Override
    public String toString() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
