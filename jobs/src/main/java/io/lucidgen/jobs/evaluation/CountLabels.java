package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.ClassShares;
import io.lucidgen.jobs.table.DatasetTable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Counts the labels of the rows of a dataset. */
record CountLabels(int classes) implements FlatMapFunction<Iterator<Row>, ClassShares> {
    @Override
    public Iterator<ClassShares> call(Iterator<Row> rows) {
        long[] counts = new long[classes];
        while (rows.hasNext()) {
            int label = rows.next().<Integer>getAs(DatasetTable.LABEL);
            if (label >= 0) {
                counts[label]++;
            }
        }
        return List.of(new ClassShares(counts)).iterator();
    }
}
