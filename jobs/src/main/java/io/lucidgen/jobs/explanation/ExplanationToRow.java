package io.lucidgen.jobs.explanation;

import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.data.Modality;
import io.lucidgen.jobs.table.ExplanationRow;
import io.lucidgen.jobs.table.ExplanationsTable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;

/** Turns an explanation into its row of the table. */
record ExplanationToRow(Modality modality) implements Function<SampleExplanation, Row> {
    @Override
    public Row call(SampleExplanation explanation) {
        return ExplanationsTable.row(new ExplanationRow(explanation, modality));
    }
}
