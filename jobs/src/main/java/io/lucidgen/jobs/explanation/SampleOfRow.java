package io.lucidgen.jobs.explanation;

import io.lucidgen.jobs.table.ExplanationsTable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;

/** Names the sample of a published explanation as {@link Subject#key} does. */
record SampleOfRow() implements Function<Row, String> {
    @Override
    public String call(Row row) {
        return Subject.key(ExplanationsTable.source(row), row.getAs(ExplanationsTable.SAMPLE_ID));
    }
}
