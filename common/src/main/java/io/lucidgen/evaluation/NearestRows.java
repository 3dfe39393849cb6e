package io.lucidgen.evaluation;

import java.util.Arrays;

/** How far rows are from the nearest of others that are shown to it part by part; one thread at a time. */
public final class NearestRows {

    private final FeatureRows queries;
    private final double[] first;
    private final double[] second;

    /** @param queries whose nearest rows are looked for */
    public NearestRows(FeatureRows queries) {
        this.queries = queries;
        this.first = new double[queries.rows()];
        this.second = new double[queries.rows()];
        Arrays.fill(first, Double.POSITIVE_INFINITY);
        Arrays.fill(second, Double.POSITIVE_INFINITY);
    }

    /** Looks through some rows; {@code queries * rows * columns} multiplications. */
    public void look(FeatureRows rows) {
        PairwiseDistances.visit(queries, rows, (query, from, distances, at, count) -> {
            double nearest = first[query];
            double next = second[query];
            for (int i = at; i < at + count; i++) {
                double distance = distances[i];
                if (distance < next) {
                    next = Math.max(nearest, distance);
                    nearest = Math.min(nearest, distance);
                }
            }
            first[query] = nearest;
            second[query] = next;
        });
    }

    /** Of each query to the rows so far. */
    public NearestDistances distances() {
        return new NearestDistances(first.clone(), second.clone());
    }
}
