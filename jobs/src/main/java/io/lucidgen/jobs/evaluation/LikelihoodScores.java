package io.lucidgen.jobs.evaluation;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.config.EvaluationConfig;
import io.lucidgen.data.Split;
import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.evaluation.SampleLikelihood;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.model.ActiveUnits;
import io.lucidgen.model.ModelState;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * How likely a VAE finds held-out samples; nothing for other models, and for one that was not trained on zeros and ones,
 * whose loss is no likelihood.
 *
 * <p>Time grows with {@code evaluation.likelihood-examples * evaluation.likelihood-draws} passes through the decoder,
 * which the executors share; the driver gets a latent mean and four numbers of each example.
 */
final class LikelihoodScores {
    private static final long SEED = ScorerSettings.SEED;
    private static final String BINARIZATION = "model.vae.binarization";

    private final JavaSparkContext spark;
    private final EvaluationConfig config;
    private final DatasetSource source;
    private final Bootstrap bootstrap;

    LikelihoodScores(JavaSparkContext spark, EvaluationConfig config, DatasetSource source, Bootstrap bootstrap) {
        this.spark = spark;
        this.config = config;
        this.source = source;
        this.bootstrap = bootstrap;
    }

    /** Whether a model has a likelihood. */
    static boolean suits(Checkpoint checkpoint) {
        return "dynamic".equals(checkpoint.card().training().configuration().get(BINARIZATION));
    }

    /** The figures of a model that has a likelihood. */
    List<ModelScore> of(Checkpoint checkpoint) {
        Broadcast<ModelState> parameters = spark.broadcast(checkpoint.state().onlyParameters(checkpoint.definition()));
        try {
            int examples = config.likelihoodExamples();
            List<SampleLikelihood> likelihoods = source
                    .chosen(Split.TEST, examples, SEED)
                    .repartition(Math.min(examples, spark.defaultParallelism()))
                    .javaRDD()
                    .mapPartitions(
                            new HeldOutLikelihoods(checkpoint.definition(), parameters, config.likelihoodDraws(), SEED))
                    .collect()
                    .stream()
                    .sorted(Comparator.comparingLong(HeldOutLikelihoods.OfRow::ordinal))
                    .map(HeldOutLikelihoods.OfRow::likelihood)
                    .toList();
            ActiveUnits activeUnits = new ActiveUnits();
            likelihoods.forEach(likelihood -> activeUnits.add(likelihood.mean()));
            return List.of(
                    mean(Metric.LOG_LIKELIHOOD_BOUND, likelihoods, SampleLikelihood::bound),
                    mean(Metric.ELBO, likelihoods, SampleLikelihood::elbo),
                    mean(Metric.POSTERIOR_DIVERGENCE, likelihoods, SampleLikelihood::divergence),
                    ModelScore.of(Metric.ACTIVE_UNITS, activeUnits.count(), likelihoods.size()));
        } finally {
            parameters.destroy();
        }
    }

    private ModelScore mean(
            Metric metric, List<SampleLikelihood> likelihoods, ToDoubleFunction<SampleLikelihood> figure) {
        double[] values = likelihoods.stream().mapToDouble(figure).toArray();
        double mean = likelihoods.stream().mapToDouble(figure).average().orElseThrow();
        return ModelScore.of(metric, mean, values.length).within(bootstrap.ofMean(values));
    }
}
