package io.lucidgen.jobs.benchmark;

import java.util.List;

/** The median of repeated measurements, with the lowest and the highest of them. */
record Spread(double median, double low, double high) {

    /** @param values at least one */
    static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
