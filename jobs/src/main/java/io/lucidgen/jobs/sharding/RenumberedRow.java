package io.lucidgen.jobs.sharding;

import io.lucidgen.data.KeyedPermutation;
import io.lucidgen.jobs.table.DatasetTable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Gives a row the place that a permutation sends it to as its ordinal. */
record RenumberedRow(KeyedPermutation permutation) implements Function<Row, Row> {
    @Override
    public Row call(Row row) {
        return RowFactory.create(
                row.getAs(DatasetTable.ID),
                permutation.apply(row.<Long>getAs(DatasetTable.ORDINAL)),
                row.<Integer>getAs(DatasetTable.LABEL),
                row.getAs(DatasetTable.FEATURES));
    }
}
