package io.lucidgen.report;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One figure of a model's quality.
 *
 * @param metric such as {@code frechet_distance}
 * @param detail what part of the data it is about, such as one class; empty for all
 * @param group what it belongs to, such as {@code realism}, {@code coverage}, {@code privacy}
 * @param low lower end of its interval
 * @param high upper end of its interval
 * @param n number of samples that it rests on
 * @param floor the same figure between two halves of the real data: what a perfect model would get
 * @param threshold what the configuration demands
 * @param passed whether the threshold is met; empty where none is set
 */
public record Score(
        String metric,
        String detail,
        String group,
        double value,
        OptionalDouble low,
        OptionalDouble high,
        long n,
        OptionalDouble floor,
        OptionalDouble threshold,
        Better better,
        Optional<Boolean> passed) {

    /** Which way is good. */
    public enum Better {
        LOWER,
        HIGHER,
        /** It informs and is not judged. */
        NEITHER
    }
}
