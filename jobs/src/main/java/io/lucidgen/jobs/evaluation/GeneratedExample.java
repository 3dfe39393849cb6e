package io.lucidgen.jobs.evaluation;

import io.lucidgen.jobs.table.DatasetTable;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SamplesTable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Makes a row of a dataset, as {@link DatasetTable#SCHEMA} says, of a generated sample and the class it was asked to be of. */
record GeneratedExample(PngPixels pixels) implements Function<Row, Row> {
    @Override
    public Row call(Row row) {
        SampleRow sample = SamplesTable.sample(row);
        return RowFactory.create(sample.id(), sample.ordinal(), sample.label(), pixels.of(sample));
    }
}
