package io.lucidgen.jobs.report;

import static org.apache.spark.sql.functions.col;

import io.lucidgen.attribution.SampleSource;
import io.lucidgen.data.Sample;
import io.lucidgen.evaluation.SampleScore;
import io.lucidgen.jobs.report.ReportSources.Source;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SampleScoresTable;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.report.Fact;
import io.lucidgen.report.NumberText;
import io.lucidgen.report.Picture;
import io.lucidgen.report.SamplePictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The samples that a report shows maps of: which they are, what they look like and what else is known of them. */
final class ExplainedSamples {

    private final ReportSources sources;
    private final HeldOutImages images;
    private final Optional<SamplePictures> pictures;

    /** Names an explained sample: a generated one and a real one may have the same id. */
    record Key(SampleSource source, String id) {}

    /** A sample as it is shown. */
    record Shown(Picture picture, List<Fact> facts) {}

    ExplainedSamples(ReportSources sources, HeldOutImages images, Optional<SamplePictures> pictures) {
        this.sources = sources;
        this.images = images;
        this.pictures = pictures;
    }

    /**
     * Some of the explained samples.
     *
     * @param of how many there are
     */
    record Choice(long of, List<Key> keys) {}

    /** Chooses samples of explanations evenly by source and id; only the ids of the chosen come to the driver. */
    static Choice choose(Dataset<Row> explanations, int count) {
        JavaPairRDD<Row, Long> placed = explanations
                .select(ExplanationsTable.SOURCE, ExplanationsTable.SAMPLE_ID)
                .distinct()
                .orderBy(ExplanationsTable.SOURCE, ExplanationsTable.SAMPLE_ID)
                .toJavaRDD()
                .zipWithIndex()
                .cache();
        try {
            long all = placed.count();
            return new Choice(
                    all,
                    placed.filter(new EvenChoice(all, count)).keys().collect().stream()
                            .map(ExplainedSamples::key)
                            .toList());
        } finally {
            placed.unpersist();
        }
    }

    private static Key key(Row row) {
        return new Key(SampleSource.valueOf(row.getString(0).toUpperCase(Locale.ROOT)), row.getString(1));
    }

    /** What can be shown of these samples; those without a picture are left out. */
    Map<Key, Shown> show(List<Key> keys) throws IOException {
        Map<Key, Shown> shown = new HashMap<>();
        Map<String, SampleScore> scores = scores(ids(keys, SampleSource.GENERATED));
        for (Row row : rows(sources.explainedSamples(), SamplesTable.ID, ids(keys, SampleSource.GENERATED))) {
            SampleRow sample = SamplesTable.sample(row);
            shown.put(
                    new Key(SampleSource.GENERATED, sample.id()),
                    new Shown(SampleViews.picture(sample), facts(sample, scores.get(sample.id()))));
        }
        for (Sample sample : images.named(ids(keys, SampleSource.REAL))) {
            pictures.ifPresent(draw -> shown.put(
                    new Key(SampleSource.REAL, sample.id()),
                    new Shown(draw.ofModelRange(images.values(sample)), facts(sample))));
        }
        return shown;
    }

    private Map<String, SampleScore> scores(List<String> ids) throws IOException {
        Map<String, SampleScore> scores = new HashMap<>();
        for (Row row : rows(sources.explainedSampleScores(), SampleScoresTable.SAMPLE_ID, ids)) {
            SampleScore score = SampleScoresTable.score(row);
            scores.put(score.sampleId(), score);
        }
        return scores;
    }

    private List<Row> rows(Optional<Source> source, String column, List<String> ids) throws IOException {
        return source.isEmpty() || ids.isEmpty()
                ? List.of()
                : sources.read(source.get())
                        .filter(col(column).isin(ids.toArray()))
                        .collectAsList();
    }

    private static List<String> ids(List<Key> keys, SampleSource source) {
        return keys.stream().filter(key -> key.source() == source).map(Key::id).toList();
    }

    private static List<Fact> facts(SampleRow sample, SampleScore score) {
        List<Fact> facts = new ArrayList<>();
        if (sample.criticLogit() != null) {
            facts.add(new Fact("critic logit", NumberText.figure(sample.criticLogit())));
        }
        if (score != null) {
            facts.add(new Fact(score.className(), NumberText.percent(score.probability())));
            facts.add(new Fact("realism", NumberText.figure(score.realism())));
            facts.add(new Fact("nearest real", NumberText.figure(score.nearestReal())));
            if (score.membershipScore() != null) {
                facts.add(new Fact("membership score", NumberText.percent(score.membershipScore())));
            }
        }
        return facts;
    }

    private List<Fact> facts(Sample sample) {
        return images.className(sample)
                .map(name -> List.of(new Fact("label", name)))
                .orElse(List.of());
    }
}
