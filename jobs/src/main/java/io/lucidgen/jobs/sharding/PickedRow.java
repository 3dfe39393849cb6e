package io.lucidgen.jobs.sharding;

import io.lucidgen.data.KeyedPermutation;
import io.lucidgen.jobs.table.DatasetTable;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Row;

/** Keeps the rows that a permutation sends to the first places: a sample without a list of its members. */
record PickedRow(KeyedPermutation permutation, long count) implements FilterFunction<Row> {
    @Override
    public boolean call(Row row) {
        long ordinal = row.<Long>getAs(DatasetTable.ORDINAL);
        return ordinal < permutation.size() && permutation.apply(ordinal) < count;
    }
}
