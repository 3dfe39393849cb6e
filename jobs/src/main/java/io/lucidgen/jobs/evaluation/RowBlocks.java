package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.Block;
import io.lucidgen.jobs.table.DatasetTable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Packs rows of the dataset into blocks as they come, for what does not depend on their order. */
record RowBlocks() implements FlatMapFunction<Iterator<Row>, Block> {
    @Override
    public Iterator<Block> call(Iterator<Row> rows) {
        return new RowBatches<>(rows, RowBlocks::pack);
    }

    private static List<Block> pack(List<Row> batch) {
        int[] labels = batch.stream()
                .mapToInt(row -> row.<Integer>getAs(DatasetTable.LABEL))
                .toArray();
        return List.of(new Block(0, 0, batch.size(), RowBatches.packed(SeeReal.features(batch)), labels));
    }
}
