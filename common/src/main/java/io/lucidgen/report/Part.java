package io.lucidgen.report;

import java.util.function.Function;

/** A part of a report that is there, or is missing for a reason that its reader is told, or does not apply. */
public sealed interface Part<T> {

    /** The part is there. */
    record Present<T>(T value) implements Part<T> {}

    /** The part could be there and is not. */
    record Absent<T>(String reason) implements Part<T> {}

    /** The part makes no sense for this model, as a reconstruction does for a GAN; the report says nothing of it. */
    record Inapplicable<T>() implements Part<T> {}

    static <T> Part<T> of(T value) {
        return new Present<>(value);
    }

    /** Missing; the reason is one sentence that says what to run or change. */
    static <T> Part<T> absent(String reason) {
        return new Absent<>(reason);
    }

    static <T> Part<T> inapplicable() {
        return new Inapplicable<>();
    }

    /** What the function makes of the part, or the other value where the part is not there. */
    default <R> R map(Function<T, R> function, R otherwise) {
        return this instanceof Present<T> present ? function.apply(present.value()) : otherwise;
    }
}
