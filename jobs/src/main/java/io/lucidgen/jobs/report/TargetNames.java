package io.lucidgen.jobs.report;

import static org.apache.spark.sql.functions.col;

import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.model.TargetKind;
import io.lucidgen.report.TargetView;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What targets are called on a page: a unit by its own name, which its index does not tell, all else by kind and index.
 *
 * @param units names by kind and index
 */
record TargetNames(Map<TargetView, String> units) {

    /** Those of some rows of explanations. */
    static TargetNames of(Dataset<Row> explanations) {
        return new TargetNames(explanations
                .filter(col(ExplanationsTable.TARGET_UNIT).isNotNull())
                .select(ExplanationsTable.TARGET_KIND, ExplanationsTable.TARGET_INDEX, ExplanationsTable.TARGET_UNIT)
                .distinct()
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(
                        row -> new TargetView(row.getString(0), row.getInt(1)), row -> row.getString(2))));
    }

    TargetView view(TargetKind kind, int index) {
        return new TargetView(kind.label(), index, units.get(new TargetView(kind.label(), index)));
    }
}
