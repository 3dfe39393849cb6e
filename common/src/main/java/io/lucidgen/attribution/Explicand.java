package io.lucidgen.attribution;

/**
 * A sample that is explained.
 *
 * @param x its features, {@code [features]} in the model's range
 * @param baseline what it is compared with, {@code [features]}
 * @param seed of whatever a method draws; the sample's own, so that a map depends neither on the samples that a task
 *     explains before it nor on how often it is tried
 */
public record Explicand(double[] x, double[] baseline, long seed) {

    int features() {
        return x.length;
    }
}
