package io.lucidgen.jobs.explanation;

import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.evaluation.explanation.ExplanationScore;
import io.lucidgen.jobs.table.ExplanationRow;
import io.lucidgen.jobs.table.ExplanationScoresTable;
import io.lucidgen.jobs.table.ExplanationsTable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * Scores an explanation as it was published, so that what is trusted is what analysts read.
 *
 * @param maxRelativeGap the relative completeness gap above which a map is not trusted
 * @param examined what was measured of some of them
 */
record ScorePublished(double maxRelativeGap, Broadcast<Examined> examined) implements Function<Row, Row> {
    @Override
    public Row call(Row row) {
        ExplanationRow published = ExplanationsTable.explanation(row);
        SampleExplanation explanation = published.explanation();
        Examined known = examined.value();
        return ExplanationScoresTable.row(ExplanationScore.of(
                explanation,
                published.target(),
                maxRelativeGap,
                known.qualities().get(explanation.key()),
                known.reasonsAgainst(explanation.key().of())));
    }
}
