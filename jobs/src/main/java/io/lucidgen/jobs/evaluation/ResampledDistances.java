package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.evaluation.FeatureMoments;
import io.lucidgen.evaluation.FeatureRows;
import io.lucidgen.evaluation.FrechetDistance;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/** The Frechet distance from real samples to each of some resamples of generated ones. */
record ResampledDistances(Broadcast<FeatureMoments> real, Broadcast<FeatureRows> generated, Bootstrap bootstrap)
        implements FlatMapFunction<Iterator<Integer>, Double> {
    @Override
    public Iterator<Double> call(Iterator<Integer> resamples) {
        FrechetDistance distance = FrechetDistance.from(real.value());
        FeatureRows rows = generated.value();
        List<Double> distances = new ArrayList<>();
        while (resamples.hasNext()) {
            int[] picked = bootstrap.picked(resamples.next(), rows.rows());
            distances.add(distance.to(FeatureMoments.of(rows.pick(picked))));
        }
        return distances.iterator();
    }
}
