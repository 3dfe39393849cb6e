package io.lucidgen.jobs.evaluation;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.nd4j.linalg.dataset.DataSet;

/** The number of batches of a worker. */
record BatchCount() implements FlatMapFunction<Iterator<DataSet>, Integer> {
    @Override
    public Iterator<Integer> call(Iterator<DataSet> batches) {
        int count = 0;
        for (; batches.hasNext(); batches.next()) {
            count++;
        }
        return List.of(count).iterator();
    }
}
