package io.lucidgen.jobs.evaluation;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.config.EvaluationConfig;
import io.lucidgen.data.Factor;
import io.lucidgen.data.Split;
import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.evaluation.MutualInformationGap;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.model.ModelState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * What the latent dimensions of a model with an encoder say of the factors of the data, where these are known. The driver
 * holds the latent means of {@code evaluation.reference-examples} held-out samples.
 */
final class FactorScores {
    private static final long SEED = ScorerSettings.SEED;

    private final JavaSparkContext spark;
    private final EvaluationConfig config;
    private final DatasetSource source;
    private final Bootstrap bootstrap;

    FactorScores(JavaSparkContext spark, EvaluationConfig config, DatasetSource source, Bootstrap bootstrap) {
        this.spark = spark;
        this.config = config;
        this.source = source;
        this.bootstrap = bootstrap;
    }

    /** The mean gap and that of each factor; nothing without factors or without an encoder. */
    List<ModelScore> of(Checkpoint checkpoint) {
        List<Factor> factors = source.description().factors();
        if (factors.isEmpty()) {
            return List.of();
        }
        List<LatentMeans.OfRow> rows = means(checkpoint, factors.size());
        return rows.isEmpty() ? List.of() : scores(rows, factors);
    }

    private List<LatentMeans.OfRow> means(Checkpoint checkpoint, int factors) {
        Broadcast<ModelState> parameters = spark.broadcast(checkpoint.state().onlyParameters(checkpoint.definition()));
        try {
            return source
                    .chosen(Split.TEST, config.referenceExamples(), SEED)
                    .javaRDD()
                    .mapPartitions(new LatentMeans(checkpoint.definition(), parameters, factors))
                    .collect()
                    .stream()
                    .sorted(Comparator.comparingLong(LatentMeans.OfRow::ordinal))
                    .toList();
        } finally {
            parameters.destroy();
        }
    }

    private List<ModelScore> scores(List<LatentMeans.OfRow> rows, List<Factor> factors) {
        MutualInformationGap gap = new MutualInformationGap(
                rows.stream().map(LatentMeans.OfRow::mean).toList(),
                rows.stream().map(LatentMeans.OfRow::factors).toList(),
                factors);
        int[] all = IntStream.range(0, rows.size()).toArray();
        List<ModelScore> scores = new ArrayList<>();
        double mean = gap.mean(all);
        scores.add(ModelScore.of(Metric.MUTUAL_INFORMATION_GAP, mean, rows.size())
                .within(bootstrap.interval(rows.size(), mean, gap::mean)));
        for (int i = 0; i < factors.size(); i++) {
            double one = gap.gap(i, all);
            if (!Double.isNaN(one)) {
                scores.add(ModelScore.of(Metric.MUTUAL_INFORMATION_GAP, one, rows.size())
                        .ofClass(factors.get(i).name()));
            }
        }
        return scores;
    }
}
