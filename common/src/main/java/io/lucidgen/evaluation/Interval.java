package io.lucidgen.evaluation;

import java.io.Serializable;

/** The range that a score may well have had, {@code low <= high}. */
public record Interval(double low, double high) implements Serializable {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high);
        }
    }
}
