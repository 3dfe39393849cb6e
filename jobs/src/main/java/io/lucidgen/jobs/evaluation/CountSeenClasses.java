package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.ClassShares;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/** Counts the classes that the scorer finds in the rows of a dataset. */
record CountSeenClasses(Broadcast<Scorer> scorer, int classes) implements FlatMapFunction<Iterator<Row>, ClassShares> {
    @Override
    public Iterator<ClassShares> call(Iterator<Row> rows) {
        ScorerNetwork network = new ScorerNetwork(scorer.value());
        long[] counts = new long[classes];
        RowBatches<Integer> seen = new RowBatches<>(rows, batch -> predicted(network, batch));
        seen.forEachRemaining(predicted -> counts[predicted]++);
        return List.of(new ClassShares(counts)).iterator();
    }

    private static List<Integer> predicted(ScorerNetwork network, List<Row> batch) {
        int[] classes = network.score(RowBatches.packed(SeeReal.features(batch)), batch.size())
                .classes();
        return Arrays.stream(classes).boxed().toList();
    }
}
