package io.lucidgen.jobs.explanation;

import io.lucidgen.attribution.MethodPlan;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.Latents;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/** Explanations of generated samples that go nowhere: the executors' part of {@code explain} as benchmarks time it. */
public final class TrialExplanations {

    private final ExplanationEngine engine;
    private final LatentPrior prior;

    /**
     * Prepares to explain a model.
     *
     * @param statistics of the data that it was trained on
     */
    public TrialExplanations(
            JavaSparkContext spark,
            ModelDefinition definition,
            ModelState state,
            ExplanationConfig config,
            FeatureStatistics statistics) {
        this.engine = new ExplanationEngine(spark, definition, state, config, statistics, List.of());
        this.prior = definition.prior();
    }

    /**
     * Generates samples and explains them.
     *
     * @param samples at least 1
     * @return the number of maps
     */
    public long explain(int samples, long seed) {
        List<Subject> subjects = IntStream.range(0, samples)
                .mapToObj(i -> subject(i, Latents.draw(Latents.seed(seed, i), prior)))
                .toList();
        return engine.explain(subjects, MethodPlan.ALL, seed).count();
    }

    private Subject subject(int ordinal, float[] latent) {
        return Subject.generated("" + ordinal, latent, prior.labelOf(latent), null);
    }
}
