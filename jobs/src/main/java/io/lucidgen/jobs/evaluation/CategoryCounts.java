package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.CategoryAgreement;
import io.lucidgen.evaluation.SampleScore;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Counts which classes the scorer finds in the samples of each category, over those of a partition. */
record CategoryCounts(int categories, int classes)
        implements FlatMapFunction<Iterator<SampleScore>, CategoryAgreement> {
    @Override
    public Iterator<CategoryAgreement> call(Iterator<SampleScore> scores) {
        long[][] counts = new long[categories][classes];
        scores.forEachRemaining(score -> counts[score.category()][score.predictedClass()]++);
        return List.of(new CategoryAgreement(counts)).iterator();
    }
}
