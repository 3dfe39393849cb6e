package io.lucidgen.jobs.report;

import static org.apache.spark.sql.functions.col;

import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.ExplanationKey;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.evaluation.explanation.ExplanationScore;
import io.lucidgen.jobs.report.ExplainedSamples.Key;
import io.lucidgen.jobs.report.ExplainedSamples.Shown;
import io.lucidgen.jobs.report.ReportSources.Source;
import io.lucidgen.jobs.table.ExplanationRow;
import io.lucidgen.jobs.table.ExplanationScoresTable;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.report.Explanation;
import io.lucidgen.report.ExplanationGallery;
import io.lucidgen.report.ExplanationGallery.ExplainedSample;
import io.lucidgen.report.NumberText;
import io.lucidgen.report.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Some explained samples beside their maps. */
final class ExplanationViews {

    private final ReportSources sources;
    private final ExplainedSamples samples;
    private final double maxRelativeGap;

    /** @param maxRelativeGap used where the run that explained has not noted its own */
    ExplanationViews(ReportSources sources, ExplainedSamples samples, double maxRelativeGap) {
        this.sources = sources;
        this.samples = samples;
        this.maxRelativeGap = maxRelativeGap;
    }

    /**
     * The gallery; only the maps of the samples that are shown come to the driver.
     *
     * @param count at most so many samples
     * @param missingPictures what to say if no sample has a picture
     */
    Part<ExplanationGallery> gallery(int count, String missingPictures) throws IOException {
        Optional<Source> source = sources.of(ExplanationsTable.TABLE);
        if (source.isEmpty()) {
            return Part.absent(
                    "No explanations of this version are stored for this date: run explain, then report again.");
        }
        Dataset<Row> all = sources.read(source.get());
        ExplainedSamples.Choice choice = ExplainedSamples.choose(all, count);
        List<Key> chosen = choice.keys();
        Map<Key, Shown> shown = samples.show(chosen);
        if (shown.isEmpty()) {
            return Part.absent(missingPictures);
        }
        Map<Key, SortedMap<MapOrder, ExplanationRow>> maps = maps(all, chosen);
        Map<ExplanationKey, ExplanationScore> scores = scores(chosen);
        TargetNames names = TargetNames.of(all);
        double allowed = TrustViews.maxRelativeGap(source.get().run(), maxRelativeGap);
        List<ExplainedSample> views = new ArrayList<>();
        for (Key key : chosen) {
            if (shown.containsKey(key)) {
                List<Explanation> explanations = new ArrayList<>();
                maps.get(key).forEach((order, row) -> {
                    SampleExplanation map = row.explanation();
                    ExplanationScore score = scores.get(map.key());
                    explanations.add(
                            view(map, names, score == null ? ExplanationScore.of(map, row.target(), allowed) : score));
                });
                Shown sample = shown.get(key);
                views.add(new ExplainedSample(
                        key.id(), key.source().label(), sample.picture(), sample.facts(), explanations));
            }
        }
        return Part.of(new ExplanationGallery(views, caption(views.size(), choice.of(), maps)));
    }

    private Map<Key, SortedMap<MapOrder, ExplanationRow>> maps(Dataset<Row> all, List<Key> chosen) {
        Map<Key, SortedMap<MapOrder, ExplanationRow>> maps = new HashMap<>();
        for (Row row : of(all, ExplanationsTable.SAMPLE_ID, chosen)) {
            ExplanationRow explained = ExplanationsTable.explanation(row);
            SampleExplanation map = explained.explanation();
            maps.computeIfAbsent(new Key(map.source(), map.sampleId()), key -> new TreeMap<>())
                    .put(new MapOrder(map.targetKind(), map.targetIndex(), map.method()), explained);
        }
        return maps;
    }

    private Map<ExplanationKey, ExplanationScore> scores(List<Key> chosen) throws IOException {
        Map<ExplanationKey, ExplanationScore> scores = new HashMap<>();
        Optional<Source> source = sources.explanationScores();
        if (source.isPresent()) {
            for (Row row : of(sources.read(source.get()), ExplanationScoresTable.SAMPLE_ID, chosen)) {
                ExplanationScore score = ExplanationScoresTable.score(row);
                scores.put(score.key(), score);
            }
        }
        return scores;
    }

    private static List<Row> of(Dataset<Row> rows, String column, List<Key> chosen) {
        return rows.filter(col(column).isin(chosen.stream().map(Key::id).toArray()))
                .collectAsList();
    }

    private static Explanation view(SampleExplanation explanation, TargetNames names, ExplanationScore score) {
        AttributionMap map = explanation.map();
        FeatureGrid grid = FeatureGrid.of(explanation.shape());
        return new Explanation(
                explanation.method(),
                names.view(explanation.targetKind(), explanation.targetIndex()),
                grid.channels(),
                grid.height(),
                grid.width(),
                map.values(),
                new Explanation.Figures(
                        map.targetValue(),
                        map.baselineValue(),
                        ScoreViews.optional(map.completenessGap()),
                        ScoreViews.optional(score.relativeGap()),
                        explanation.summary().gini(),
                        map.steps(),
                        explanation.milliseconds(),
                        score.trusted(),
                        score.reasons(),
                        Objects.requireNonNullElse(score.sentence(), "")));
    }

    private static String caption(int shown, long of, Map<Key, SortedMap<MapOrder, ExplanationRow>> maps) {
        String baselines = maps.values().stream()
                .flatMap(byMap -> byMap.values().stream())
                .map(row -> row.explanation().baseline())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return NumberText.count(shown) + " of " + NumberText.count(of)
                + " explained samples, chosen evenly by their ids. Baseline: " + baselines + ".";
    }
}
