package io.lucidgen.evaluation;

import java.util.Arrays;

/** How far rows are from the nearest of others that are shown to it part by part; one thread at a time. */
public final class NearestRows {

    private final FeatureRows queries;
    private final double[] squared;

    /** @param queries whose nearest rows are looked for */
    public NearestRows(FeatureRows queries) {
        this.queries = queries;
        this.squared = new double[queries.rows()];
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
    }

    /** Looks through some rows; {@code queries * rows * columns} multiplications. */
    public void look(FeatureRows rows) {
        PairwiseDistances.visit(queries, rows, (query, from, distances, at, count) -> {
            double nearest = squared[query];
            for (int i = at; i < at + count; i++) {
                nearest = Math.min(nearest, distances[i]);
            }
            squared[query] = nearest;
        });
    }

    /** The squared distance of each query to the nearest row so far; infinite before any. */
    public double[] squared() {
        return squared.clone();
    }
}
