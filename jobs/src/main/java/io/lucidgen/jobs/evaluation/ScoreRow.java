package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.SampleScore;
import io.lucidgen.jobs.table.SampleScoresTable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;

/** Makes the row of a score. */
record ScoreRow() implements Function<SampleScore, Row> {
    @Override
    public Row call(SampleScore score) {
        return SampleScoresTable.row(score);
    }
}
