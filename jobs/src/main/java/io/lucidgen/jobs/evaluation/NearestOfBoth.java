package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.NearestDistances;
import org.apache.spark.api.java.function.Function2;

/** The nearest of what two partitions found, {@code [spaces]}. */
record NearestOfBoth() implements Function2<NearestDistances[], NearestDistances[], NearestDistances[]> {
    @Override
    public NearestDistances[] call(NearestDistances[] left, NearestDistances[] right) {
        NearestDistances[] both = new NearestDistances[left.length];
        for (int space = 0; space < left.length; space++) {
            both[space] = left[space].and(right[space]);
        }
        return both;
    }
}
