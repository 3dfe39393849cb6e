package io.lucidgen.jobs.explanation;

import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.config.ExplainedUnit;
import io.lucidgen.data.Modality;
import io.lucidgen.jobs.table.ExplanationRow;
import io.lucidgen.jobs.table.ExplanationsTable;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;

/**
 * Turns an explanation into its row of the table.
 *
 * @param units those that are explained, by the index of their targets
 */
record ExplanationToRow(Modality modality, List<ExplainedUnit> units) implements Function<SampleExplanation, Row> {
    @Override
    public Row call(SampleExplanation explanation) {
        String unit =
                switch (explanation.targetKind()) {
                    case UNIT, UNIT_BY_LATENT ->
                        units.get(explanation.targetIndex()).name();
                    default -> null;
                };
        return ExplanationsTable.row(new ExplanationRow(explanation, modality, unit));
    }
}
