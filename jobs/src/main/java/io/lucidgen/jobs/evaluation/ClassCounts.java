package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.ClassShares;
import io.lucidgen.evaluation.SampleScore;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Counts the classes that the scorer finds in the samples of a partition. */
record ClassCounts(int classes) implements FlatMapFunction<Iterator<SampleScore>, ClassShares> {
    @Override
    public Iterator<ClassShares> call(Iterator<SampleScore> scores) {
        long[] counts = new long[classes];
        scores.forEachRemaining(score -> counts[score.predictedClass()]++);
        return List.of(new ClassShares(counts)).iterator();
    }
}
