package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.evaluation.Calibration;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.jobs.evaluation.SeenSample.Reconstruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What a model's own critic says, or how well its encoder and decoder give held-out samples back. */
final class OwnScores {
    private final Bootstrap bootstrap;
    private final double minClassKept;

    /** @param minClassKept what the share of samples that keep their class is held against; 0 for nothing */
    OwnScores(Bootstrap bootstrap, double minClassKept) {
        this.bootstrap = bootstrap;
        this.minClassKept = minClassKept;
    }

    /** The critic's figures; none for a family without a critic. */
    List<ModelScore> critic(Comparison comparison) {
        double[] real = logits(comparison.heldOut());
        double[] generated = logits(comparison.generated());
        if (real.length == 0 || generated.length == 0) {
            return List.of();
        }
        double realRight = share(DoubleStream.of(real).filter(logit -> logit > 0), real.length);
        double generatedRight = share(DoubleStream.of(generated).filter(logit -> logit <= 0), generated.length);
        double[] all = DoubleStream.concat(DoubleStream.of(real), DoubleStream.of(generated))
                .toArray();
        boolean[] truth = new boolean[all.length];
        Arrays.fill(truth, 0, real.length, true);
        return List.of(
                calibration(Metric.CRITIC_BRIER_SCORE, all, truth, Calibration::brierScore),
                calibration(Metric.CRITIC_CALIBRATION_ERROR, all, truth, Calibration::error),
                mean(Metric.CRITIC_LOGIT_REAL, real),
                mean(Metric.CRITIC_LOGIT_GENERATED, generated),
                ModelScore.of(
                        Metric.CRITIC_ACCURACY,
                        (realRight + generatedRight) / 2,
                        (long) real.length + generated.length));
    }

    private ModelScore calibration(
            Metric metric, double[] logits, boolean[] real, ToDoubleFunction<Calibration> figure) {
        ToDoubleFunction<int[]> statistic = rows -> figure.applyAsDouble(Calibration.of(logits, real, rows));
        double value = statistic.applyAsDouble(IntStream.range(0, logits.length).toArray());
        return ModelScore.of(metric, value, logits.length).within(bootstrap.interval(logits.length, value, statistic));
    }

    /** The figures of reconstructions; none for a family without an encoder. */
    List<ModelScore> reconstruction(Comparison comparison, String scorer) {
        List<Reconstruction> all = comparison.heldOut().stream()
                .map(SeenSample::reconstruction)
                .filter(Objects::nonNull)
                .toList();
        if (all.isEmpty()) {
            return List.of();
        }
        ModelScore kept = mean(
                        Metric.RECONSTRUCTION_CLASS_KEPT,
                        all.stream().mapToDouble(one -> one.classKept() ? 1 : 0).toArray())
                .seenBy(scorer);
        List<ModelScore> scores = new ArrayList<>();
        scores.add(minClassKept > 0 ? kept.heldAgainst(minClassKept) : kept);
        scores.add(mean(
                Metric.RECONSTRUCTION_SQUARED_ERROR,
                all.stream().mapToDouble(Reconstruction::squaredError).toArray()));
        return scores;
    }

    private ModelScore mean(Metric metric, double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        return ModelScore.of(metric, mean, values.length).within(bootstrap.ofMean(values));
    }

    private static double[] logits(List<SeenSample> samples) {
        return samples.stream()
                .map(SeenSample::criticLogit)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static double share(DoubleStream right, int of) {
        return (double) right.count() / of;
    }
}
