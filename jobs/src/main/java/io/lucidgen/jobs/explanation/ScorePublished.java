package io.lucidgen.jobs.explanation;

import io.lucidgen.attribution.ExplanationScore;
import io.lucidgen.jobs.table.ExplanationScoresTable;
import io.lucidgen.jobs.table.ExplanationsTable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;

/**
 * Scores an explanation as it was published, so that what is trusted is what analysts read.
 *
 * @param maxRelativeGap the relative completeness gap above which a map is not trusted
 */
record ScorePublished(double maxRelativeGap) implements Function<Row, Row> {
    @Override
    public Row call(Row row) {
        return ExplanationScoresTable.row(
                ExplanationScore.of(ExplanationsTable.explanation(row).explanation(), maxRelativeGap));
    }
}
