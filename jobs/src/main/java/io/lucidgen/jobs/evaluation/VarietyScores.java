package io.lucidgen.jobs.evaluation;

import io.lucidgen.config.EvaluationConfig;
import io.lucidgen.data.Split;
import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.evaluation.ClassShares;
import io.lucidgen.evaluation.Interval;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.random.Seeds;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How all generated samples spread over the classes that the scorer finds in them, beside as many real ones. */
final class VarietyScores {
    // 0.8 of 10 classes must be 8 and not, by a rounding error, 9.
    private static final double ROUNDING = 1e-9;
    // Shares of single classes, above this number, are more rows than anybody reads.
    private static final int MOST_NAMED_CLASSES = 100;
    private static final long SEED = ScorerSettings.SEED;

    private final EvaluationConfig config;
    private final DatasetSource source;
    private final Broadcast<Scorer> scorer;
    private final List<String> classNames;

    VarietyScores(EvaluationConfig config, DatasetSource source, Broadcast<Scorer> scorer) {
        this.config = config;
        this.source = source;
        this.scorer = scorer;
        this.classNames = source.description().classNames();
    }

    /**
     * The figures. Two passes over training rows, as many as there are samples and all; each task gives one number for
     * each class.
     *
     * @param shares of all generated samples
     */
    List<ModelScore> of(ClassShares shares) {
        ClassShares labels = count(source.rows(Split.TRAIN), new CountLabels(classNames.size()));
        ClassShares real = count(
                source.chosen(Split.TRAIN, shares.total(), SEED), new CountSeenClasses(scorer, classNames.size()));
        List<ModelScore> scores = new ArrayList<>();
        scores.add(found(shares).within(interval(shares, ClassShares::found)).besideReal(real.found()));
        scores.add(ModelScore.of(Metric.MODES_FOUND, shares.seen(), shares.total())
                .within(interval(shares, ClassShares::seen))
                .besideReal(real.seen()));
        scores.add(ModelScore.of(Metric.CLASS_DIVERGENCE, shares.divergenceFrom(labels), shares.total())
                .within(interval(shares, resampled -> resampled.divergenceFrom(labels)))
                .besideReal(real.divergenceFrom(labels)));
        scores.add(
                largest(shares).within(interval(shares, ClassShares::largest)).besideReal(real.largest()));
        scores.add(ModelScore.of(Metric.CLASS_ENTROPY, shares.entropy(), shares.total())
                .within(interval(shares, ClassShares::entropy))
                .besideReal(real.entropy()));
        for (int label = 0; classNames.size() <= MOST_NAMED_CLASSES && label < classNames.size(); label++) {
            scores.add(ModelScore.of(Metric.CLASS_SHARE, shares.share(label), shares.total())
                    .ofClass(classNames.get(label)));
        }
        return scores;
    }

    private static ClassShares count(Dataset<Row> rows, FlatMapFunction<Iterator<Row>, ClassShares> counting) {
        return rows.javaRDD().mapPartitions(counting).collect().stream()
                .reduce(ClassShares::merge)
                .orElseThrow();
    }

    private Interval interval(ClassShares shares, ToDoubleFunction<ClassShares> figure) {
        double[] values = IntStream.range(0, config.bootstrap())
                .mapToDouble(resample -> figure.applyAsDouble(shares.resampled(Seeds.derive(SEED, resample))))
                .toArray();
        return Bootstrap.around(figure.applyAsDouble(shares), values);
    }

    private ModelScore found(ClassShares shares) {
        ModelScore score = ModelScore.of(Metric.CLASSES_FOUND, shares.found(), shares.total());
        double least = Math.ceil(config.minClassesFoundShare() * classNames.size() - ROUNDING);
        return config.minClassesFoundShare() > 0 ? score.heldAgainst(least) : score;
    }

    private ModelScore largest(ClassShares shares) {
        ModelScore score = ModelScore.of(Metric.LARGEST_CLASS_SHARE, shares.largest(), shares.total());
        double most = config.maxClassEvenShares() / classNames.size();
        return most < 1 ? score.heldAgainst(most) : score;
    }
}
