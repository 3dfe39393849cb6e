package io.lucidgen.jobs.report;

import io.lucidgen.evaluation.FeatureSpace;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.jobs.report.ReportSources.Source;
import io.lucidgen.jobs.table.ModelScoresTable;
import io.lucidgen.report.Part;
import io.lucidgen.report.ReportHeader.Verdict;
import io.lucidgen.report.Score;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The figures of a model's quality, and what they say about the run. */
final class ScoreViews {

    private static final Comparator<ModelScore> ORDER = Comparator.comparing(ModelScore::metric)
            .thenComparing(ModelScore::className, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(ModelScore::space, Comparator.nullsFirst(Comparator.naturalOrder()));

    private ScoreViews() {}

    /** How a run ended and one sentence on why. */
    record Judgement(Verdict verdict, String reason) {}

    /** All scores: a few for each metric and class. */
    static Part<List<Score>> of(ReportSources sources) throws IOException {
        Optional<Source> scores = sources.of(ModelScoresTable.TABLE);
        if (scores.isEmpty()) {
            return Part.absent("No scores of this version are stored for this date: run evaluate, then report again.");
        }
        return Part.of(sources.read(scores.get()).collectAsList().stream()
                .map(ModelScoresTable::score)
                .sorted(ORDER)
                .map(ScoreViews::view)
                .toList());
    }

    /** Passed if every threshold is met, failed if one is not, undecided without one. */
    static Judgement judge(Part<List<Score>> scores) {
        List<Score> judged = scores.map(
                all -> all.stream().filter(score -> score.passed().isPresent()).toList(), List.of());
        if (judged.isEmpty()) {
            return new Judgement(
                    Verdict.UNDECIDED,
                    scores instanceof Part.Present
                            ? "The scores only inform: none is held against a threshold."
                            : "The model has not been scored: run evaluate.");
        }
        List<Score> failed =
                judged.stream().filter(score -> !score.passed().orElseThrow()).toList();
        if (failed.isEmpty()) {
            return new Judgement(Verdict.PASSED, "Every score with a threshold meets it.");
        }
        String names = failed.stream().map(ScoreViews::name).collect(Collectors.joining(", "));
        return new Judgement(Verdict.FAILED, "These scores do not meet their thresholds: " + names + ".");
    }

    private static String name(Score score) {
        String metric = score.metric().replace('_', ' ');
        return score.detail().isEmpty() ? metric : metric + " of " + score.detail();
    }

    private static Score view(ModelScore score) {
        return new Score(
                score.metric().key(),
                detail(score),
                score.metric().group().name().toLowerCase(Locale.ROOT),
                score.value(),
                optional(score.low()),
                optional(score.high()),
                score.n(),
                optional(score.floor()),
                optional(score.threshold()),
                Score.Better.valueOf(score.metric().better().name()),
                Optional.ofNullable(score.passed()));
    }

    /** What a figure is about besides its name: a class, or a feature space that is not the classifier's. */
    private static String detail(ModelScore score) {
        if (score.className() != null) {
            return score.className();
        }
        return score.space() == null || score.space().equals(FeatureSpace.CLASSIFIER)
                ? ""
                : "in " + score.space().replace('-', ' ');
    }

    static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
