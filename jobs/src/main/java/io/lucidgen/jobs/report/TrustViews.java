package io.lucidgen.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lucidgen.attribution.SelfCheck;
import io.lucidgen.jobs.report.ReportSources.Source;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.table.ExplanationScoresTable;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.report.MapQuality;
import io.lucidgen.report.Part;
import io.lucidgen.report.TrustSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** How far the maps can be trusted: counted on the executors, a row for each method and target comes back. */
final class TrustViews {

    private static final String MAX_RELATIVE_GAP = "explanation.max-relative-gap";
    private static final String WORST_ERROR = "worst error";
    private static final String WORST_BATCH_DIFFERENCE = "worst batch difference";

    // Both tables name a map's method and target alike.
    private static final Column[] KEY = {
        col(ExplanationsTable.TARGET_KIND), col(ExplanationsTable.TARGET_INDEX), col(ExplanationsTable.METHOD)
    };

    private TrustViews() {}

    /** @param maxRelativeGap used where the run that explained has not noted its own */
    static Part<TrustSummary> of(ReportSources sources, double maxRelativeGap) throws IOException {
        Optional<Source> maps = sources.of(ExplanationsTable.TABLE);
        Optional<Source> scores = sources.explanationScores();
        if (maps.isEmpty() || scores.isEmpty()) {
            return Part.absent(
                    "No explanations of this version are stored for this date: run explain, then report again.");
        }
        TargetNames names = TargetNames.of(sources.read(maps.get()));
        SortedMap<MapOrder, Double> milliseconds = milliseconds(sources, maps.get());
        Map<MapOrder, Map<String, Long>> reasons = reasons(sources, scores.get());
        Map<MapOrder, MapQuality> qualities = MapQualityViews.of(sources.read(scores.get()), KEY);
        SortedMap<MapOrder, TrustSummary.Row> rows = new TreeMap<>();
        for (Row row : sources.read(scores.get())
                .groupBy(KEY)
                .agg(
                        count(lit(1)),
                        sum(when(col(ExplanationScoresTable.TRUSTED), 1).otherwise(0)),
                        median(ExplanationScoresTable.RELATIVE_GAP))
                .collectAsList()) {
            MapOrder key = key(row);
            rows.put(
                    key,
                    new TrustSummary.Row(
                            key.method(),
                            names.view(key.target(), key.index()),
                            row.getLong(KEY.length),
                            row.getLong(KEY.length + 1),
                            ScoreViews.optional(row.isNullAt(KEY.length + 2) ? null : row.getDouble(KEY.length + 2)),
                            milliseconds.getOrDefault(key, Double.NaN),
                            reasons.getOrDefault(key, Map.of()),
                            Optional.ofNullable(qualities.get(key))));
        }
        RunManifest run = maps.get().run();
        return Part.of(
                new TrustSummary(List.copyOf(rows.values()), selfCheck(run), maxRelativeGap(run, maxRelativeGap)));
    }

    /** The gap that the run which explained allowed. */
    static double maxRelativeGap(RunManifest run, double otherwise) {
        String noted = run.config().get(MAX_RELATIVE_GAP);
        return noted == null ? otherwise : Double.parseDouble(noted);
    }

    private static SortedMap<MapOrder, Double> milliseconds(ReportSources sources, Source maps) throws IOException {
        SortedMap<MapOrder, Double> milliseconds = new TreeMap<>();
        for (Row row : sources.read(maps)
                .groupBy(KEY)
                .agg(median(ExplanationsTable.MILLISECONDS))
                .collectAsList()) {
            milliseconds.put(key(row), row.getDouble(KEY.length));
        }
        return milliseconds;
    }

    private static Map<MapOrder, Map<String, Long>> reasons(ReportSources sources, Source scores) throws IOException {
        Column[] withReason = Arrays.copyOf(KEY, KEY.length + 1);
        withReason[KEY.length] = explode(col(ExplanationScoresTable.REASONS)).as(ExplanationScoresTable.REASONS);
        Column[] each = Arrays.copyOf(KEY, KEY.length + 1);
        each[KEY.length] = col(ExplanationScoresTable.REASONS);
        Map<MapOrder, Map<String, Long>> reasons = new TreeMap<>();
        for (Row row :
                sources.read(scores).select(withReason).groupBy(each).count().collectAsList()) {
            reasons.computeIfAbsent(key(row), key -> new TreeMap<>())
                    .put(row.getString(KEY.length), row.getLong(KEY.length + 1));
        }
        return reasons;
    }

    /** Exact up to ten thousand maps of a method and target, and then within one in ten thousand of the rank. */
    static Column median(String column) {
        return percentile_approx(col(column), lit(0.5), lit(10_000));
    }

    static MapOrder key(Row row) {
        return new MapOrder(ExplanationsTable.targetKind(row.getString(0)), row.getInt(1), row.getString(2));
    }

    /** What the run noted of its check of each target, beside what the check allows. */
    private static List<TrustSummary.Check> selfCheck(RunManifest run) {
        List<TrustSummary.Check> checks = new ArrayList<>();
        run.figures().forEach((name, measured) -> {
            if (name.contains(WORST_ERROR)) {
                checks.add(check(name, measured, SelfCheck.BOUND));
            } else if (name.contains(WORST_BATCH_DIFFERENCE)) {
                checks.add(check(name, measured, SelfCheck.BATCH_BOUND));
            }
        });
        return checks;
    }

    private static TrustSummary.Check check(String name, double measured, double allowed) {
        return new TrustSummary.Check(name, measured, allowed, measured <= allowed);
    }
}
