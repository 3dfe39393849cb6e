package io.lucidgen.attribution;

/**
 * What a method says of a sample, in double.
 *
 * @param values {@code [features]}
 * @param steps points, windows or masks that they are computed from
 * @param baselineValue the function's value at what the method compares the sample with; null for the baseline's
 */
public record Attribution(double[] values, int steps, Double baselineValue) {

    /** Of a method that compares with the baseline. */
    public Attribution(double[] values, int steps) {
        this(values, steps, null);
    }
}
