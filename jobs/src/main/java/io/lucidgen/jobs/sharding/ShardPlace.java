package io.lucidgen.jobs.sharding;

import io.lucidgen.data.KeyedPermutation;
import io.lucidgen.jobs.table.DatasetTable;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Keys a row by the place that the plan's permutation sends it to. */
record ShardPlace(KeyedPermutation permutation) implements PairFunction<Row, Long, ShardRow> {
    @Override
    public Tuple2<Long, ShardRow> call(Row row) {
        long place = permutation.apply(row.<Long>getAs(DatasetTable.ORDINAL));
        int label = row.<Integer>getAs(DatasetTable.LABEL);
        return new Tuple2<>(place, new ShardRow(label, row.getAs(DatasetTable.FEATURES)));
    }
}
