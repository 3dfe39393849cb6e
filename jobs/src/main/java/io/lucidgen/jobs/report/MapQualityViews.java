package io.lucidgen.jobs.report;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.lucidgen.jobs.table.ExplanationScoresTable;
import io.lucidgen.report.MapQuality;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How good the maps of each method and target are: medians over the examined maps, worked out on the executors. */
final class MapQualityViews {

    /** In the order of {@link MapQuality}, after the share that is faster than chance. */
    private static final List<String> MEDIANS = List.of(
            ExplanationScoresTable.DELETION,
            ExplanationScoresTable.RANDOM_ORDER,
            ExplanationScoresTable.INSERTION,
            ExplanationScoresTable.UNEXPLAINED_SHARE,
            ExplanationScoresTable.MAX_SENSITIVITY,
            ExplanationScoresTable.CASCADE_CORRELATION,
            ExplanationScoresTable.RANDOMIZED_CORRELATION,
            ExplanationScoresTable.AGREEMENT);

    private MapQualityViews() {}

    /** @param by the columns of a method and target, which {@link TrustViews#key} reads */
    static Map<MapOrder, MapQuality> of(Dataset<Row> scores, Column[] by) {
        // Every examined map that is finite has curves.
        Dataset<Row> examined =
                scores.filter(col(ExplanationScoresTable.DELETION_CURVE).isNotNull());
        Column[] figures = Stream.concat(
                        Stream.of(avg(col(ExplanationScoresTable.DELETION)
                                .lt(col(ExplanationScoresTable.RANDOM_ORDER))
                                .cast("int"))),
                        MEDIANS.stream().map(TrustViews::median))
                .toArray(Column[]::new);
        Map<MapOrder, MapQuality> qualities = new TreeMap<>();
        for (Row row : examined.groupBy(by).agg(count(lit(1)), figures).collectAsList()) {
            qualities.put(TrustViews.key(row), quality(row, by.length));
        }
        return qualities;
    }

    private static MapQuality quality(Row row, int at) {
        int medians = at + 2;
        return new MapQuality(
                row.getLong(at),
                figure(row, medians),
                figure(row, medians + 1),
                figure(row, medians + 2),
                figure(row, at + 1),
                figure(row, medians + 3),
                figure(row, medians + 4),
                figure(row, medians + 5),
                figure(row, medians + 6),
                figure(row, medians + 7));
    }

    private static OptionalDouble figure(Row row, int column) {
        return ScoreViews.optional(row.isNullAt(column) ? null : row.getDouble(column));
    }
}
