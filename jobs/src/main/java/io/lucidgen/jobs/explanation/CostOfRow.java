package io.lucidgen.jobs.explanation;

import io.lucidgen.evaluation.explanation.MapCost;
import io.lucidgen.jobs.table.ExplanationsTable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;

/** What an explanation took. */
record CostOfRow() implements Function<Row, MapCost> {
    @Override
    public MapCost call(Row row) {
        return MapCost.of(ExplanationsTable.explanation(row).explanation());
    }
}
