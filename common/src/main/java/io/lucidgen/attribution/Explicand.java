package io.lucidgen.attribution;

import io.lucidgen.random.Seeds;

/**
 * A sample that is explained.
 *
 * @param x its features, {@code [features]} in the model's range
 * @param baseline what it is compared with, {@code [features]}
 * @param seed of whatever a method draws; the sample's own, so that a map depends neither on the samples that a task
 *     explains before it nor on how often it is tried
 */
public record Explicand(double[] x, double[] baseline, long seed) {

    /**
     * A sample of a run.
     *
     * @param id names it where it comes from
     * @param runSeed what the seeds of all samples come from
     */
    public static Explicand of(String id, double[] x, double[] baseline, long runSeed) {
        return new Explicand(x, baseline, Seeds.derive(runSeed, id.hashCode()));
    }

    /** The same sample at another place, of which a method draws the same. */
    public Explicand movedTo(double[] place) {
        return new Explicand(place, baseline, seed);
    }

    /** The distance between the smallest and the largest feature. */
    public double range() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : x) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return most - least;
    }

    int features() {
        return x.length;
    }
}
