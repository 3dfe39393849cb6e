package io.lucidgen.report;

import static io.lucidgen.report.Score.Better.HIGHER;
import static io.lucidgen.report.Score.Better.LOWER;
import static io.lucidgen.report.Score.Better.NEITHER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Scores and trust figures of a plausible run. */
final class DemoScores {
    private static final double NONE = Double.NaN;

    private DemoScores() {}

    static List<Score> gan() {
        return List.of(
                score("frechet_distance", "realism", 21.4, 20.2, 22.9, 0.81, 40, LOWER),
                score("precision", "realism", 0.873, 0.851, 0.893, 0.902, 0.7, HIGHER),
                score("density", "realism", 0.812, 0.774, 0.848, 0.998, NONE, NEITHER),
                score("recall", "variety", 0.487, 0.455, 0.516, 0.899, 0.5, HIGHER),
                score("coverage", "variety", 0.634, 0.604, 0.667, 0.962, 0.5, HIGHER),
                score("classes_found", "variety", 10, NONE, NONE, 10, 9, HIGHER),
                score("class_entropy", "variety", 2.21, 2.19, 2.24, 2.3, NONE, HIGHER),
                score("critic_logit_real", "critic", 0.341, 0.29, 0.39, NONE, NONE, NEITHER),
                score("critic_logit_generated", "critic", -0.213, -0.26, -0.17, NONE, NONE, NEITHER),
                score("scorer_accuracy", "scorer", 0.894, 0.888, 0.9, NONE, 0.8, HIGHER));
    }

    static TrustSummary trust(List<TargetView> targets) {
        List<TrustSummary.Row> rows = targets.stream()
                .flatMap(target -> DemoMaps.METHODS.stream().map(method -> row(method, target)))
                .toList();
        return new TrustSummary(
                rows,
                List.of(
                        new TrustSummary.Check("gradient against finite differences", 0.00041, 0.01, true),
                        new TrustSummary.Check("one sample alone against the same in a batch", 2.4e-7, 1e-5, true)),
                0.05);
    }

    private static TrustSummary.Row row(String method, TargetView target) {
        return switch (method) {
            case "integrated-gradients" ->
                new TrustSummary.Row(
                        method,
                        target,
                        1000,
                        962,
                        OptionalDouble.of(0.0091),
                        18.4,
                        Map.of("completeness gap above 5%", 38L),
                        Optional.of(quality(-6.97, 7.64, 1, 0.64)));
            case "saliency" ->
                new TrustSummary.Row(
                        method,
                        target,
                        1000,
                        999,
                        OptionalDouble.empty(),
                        0.83,
                        Map.of("the map holds numbers that are none", 1L),
                        Optional.of(quality(0.61, 0.65, 0.54, Double.NaN)));
            case "occlusion" ->
                new TrustSummary.Row(
                        method,
                        target,
                        1000,
                        1000,
                        OptionalDouble.empty(),
                        9.7,
                        Map.of(),
                        Optional.of(quality(-2.22, 2.64, 0.93, 0.75)));
            default ->
                new TrustSummary.Row(
                        method, target, 1000, 1000, OptionalDouble.empty(), 0.86, Map.of(), Optional.empty());
        };
    }

    private static MapQuality quality(double deletion, double insertion, double faster, double unexplained) {
        return new MapQuality(
                50,
                OptionalDouble.of(deletion),
                OptionalDouble.of(0.637),
                OptionalDouble.of(insertion),
                OptionalDouble.of(faster),
                Double.isNaN(unexplained) ? OptionalDouble.empty() : OptionalDouble.of(unexplained),
                OptionalDouble.of(0.08),
                OptionalDouble.of(0.02),
                OptionalDouble.of(-0.02),
                OptionalDouble.of(0.26));
    }

    private static Score score(
            String metric,
            String group,
            double value,
            double low,
            double high,
            double floor,
            double limit,
            Score.Better better) {
        Optional<Boolean> passed =
                Double.isNaN(limit) ? Optional.empty() : Optional.of(better == LOWER ? value <= limit : value >= limit);
        return new Score(
                metric, "", group, value, some(low), some(high), 1000, some(floor), some(limit), better, passed);
    }

    private static OptionalDouble some(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    static List<SurrogateView> surrogates() {
        return List.of(
                new SurrogateView(
                        "brightness",
                        "the latent",
                        "-0.412 + 0.103 x latent 17 - 0.0871 x latent 40 + 0.0802 x latent 63",
                        true,
                        0.71,
                        0.66,
                        0.75,
                        0.83,
                        0.85,
                        "where latent 17 > 1.21 (11 % of samples, 1.7 times the error)"),
                new SurrogateView(
                        "critic logit",
                        "what can be seen",
                        "0.31 where region 6 <= -0.5; -1.2 where region 6 > -0.5",
                        false,
                        0.12,
                        0.07,
                        0.17,
                        0.14,
                        0.61,
                        ""));
    }
}
