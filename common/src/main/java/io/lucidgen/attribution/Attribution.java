package io.lucidgen.attribution;

/**
 * What a method says of a sample, in double.
 *
 * @param values {@code [features]}
 * @param steps points, windows or masks that they are computed from
 */
record Attribution(double[] values, int steps) {}
