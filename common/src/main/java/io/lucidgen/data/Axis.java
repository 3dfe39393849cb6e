package io.lucidgen.data;

import java.io.Serializable;
import java.util.Objects;

/**
 * One axis of a sample.
 *
 * @param name what is counted along the axis, for example {@code row}
 * @param size number of positions, at least 1
 * @param unit what one step along the axis means, for example {@code pixel}
 */
public record Axis(String name, int size, String unit) implements Serializable {
    public Axis {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        if (size < 1) {
            throw new IllegalArgumentException("axis " + name + " has size " + size + ", expected at least 1");
        }
    }
}
