package io.lucidgen.jobs.simplification;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.SurrogatesConfig;
import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.Latents;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.random.Seeds;
import io.lucidgen.simplification.Observations;
import io.lucidgen.simplification.Predictors;
import io.lucidgen.simplification.Response;
import io.lucidgen.simplification.Response.Kind;
import io.lucidgen.simplification.SampleFeatures;
import io.lucidgen.simplification.Surrogate;
import io.lucidgen.simplification.SurrogateSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Finds simple rules for what one model does with latents drawn from its prior. */
public final class SimplificationEngine {

    private static final int RESAMPLES = 200;
    private static final long PURPOSE = 0x72756c6573L;

    private final JavaSparkContext spark;
    private final ModelDefinition definition;
    private final GenerativeModel model;
    private final ModelState state;
    private final ExplanationConfig config;
    private final long seed;

    /**
     * Prepares to simplify a model.
     *
     * @param seed the same seed draws the same latents
     */
    public SimplificationEngine(
            JavaSparkContext spark, ModelDefinition definition, ModelState state, ExplanationConfig config, long seed) {
        this.spark = spark;
        this.definition = definition;
        this.state = state.onlyParameters(definition);
        this.model = ModelFamilies.load(definition, this.state);
        this.config = config;
        this.seed = Seeds.derive(seed, PURPOSE);
    }

    /** Whether the model has a generator. */
    public boolean applies() {
        return model.generator().isPresent();
    }

    /**
     * The best rule, good or not, for each thing that can be said of a sample.
     *
     * <p>Samples are made on the executors; the driver holds a latent and a few features of each and fits rules to them, which takes
     * {@code samples * (latent + features)^2} steps for each rule.
     */
    public List<Surrogate> surrogates() {
        SimplifiedModel simplified =
                new SimplifiedModel(definition, spark.broadcast(state), config.regions(), responses(), seed);
        List<Observation> seen = seen(simplified);
        SurrogatesConfig settings = config.surrogates();
        SurrogateSearch search = new SurrogateSearch(
                settings.terms(), settings.depth(), settings.minR2(), new Bootstrap(RESAMPLES, seed));
        List<Surrogate> surrogates = new ArrayList<>();
        for (int k = 0; k < simplified.responses().size(); k++) {
            Response response = simplified.responses().get(k);
            for (Predictors predictors : predictors(response)) {
                surrogates.add(search.of(response, predictors, observations(seen, k, predictors, simplified)));
            }
        }
        return surrogates;
    }

    private List<Observation> seen(SimplifiedModel simplified) {
        List<Long> numbers =
                LongStream.range(0, config.surrogates().samples()).boxed().toList();
        return spark
                .parallelize(numbers, Math.min(config.partitions(), numbers.size()))
                .mapPartitions(new Observe(simplified))
                .collect()
                .stream()
                .sorted(Comparator.comparingLong(Observation::number))
                .toList();
    }

    /** The logit, what can be said of a sample as a whole, and the values of the latent that are explained elsewhere too. */
    private List<Response> responses() {
        List<Response> responses = new ArrayList<>();
        if (hasCritic()) {
            responses.add(Response.of(Kind.CRITIC_LOGIT));
        }
        SampleFeatures.ATTRIBUTES.forEach(kind -> responses.add(Response.of(kind)));
        LatentPrior prior = definition.prior();
        config.latentDimensions().stream()
                .filter(latent -> latent < prior.size() && prior.continuous()[latent])
                .forEach(latent -> responses.add(Response.latent(latent)));
        return responses;
    }

    private boolean hasCritic() {
        float[] latent = Latents.draw(seed, definition.prior());
        INDArray sample = model.generate(Latents.rows(new float[][] {latent}));
        return model.criticLogit(sample, new int[] {definition.prior().labelOf(latent)})
                .isPresent();
    }

    /** What a sample looks like is predicted from its latent, its latent from what it looks like, and the logit from both. */
    private static List<Predictors> predictors(Response response) {
        return switch (response.kind()) {
            case CRITIC_LOGIT -> List.of(Predictors.LATENT, Predictors.SAMPLE);
            case LATENT_VALUE -> List.of(Predictors.SAMPLE);
            case BRIGHTNESS, CONTRAST, ROUGHNESS, ASYMMETRY -> List.of(Predictors.LATENT);
        };
    }

    private Observations observations(
            List<Observation> seen, int response, Predictors predictors, SimplifiedModel simplified) {
        boolean visible = predictors == Predictors.SAMPLE;
        List<String> latents = IntStream.range(0, definition.prior().size())
                .mapToObj(latent -> Response.latent(latent).words())
                .toList();
        return new Observations(
                visible ? simplified.features().names() : latents,
                seen.stream()
                        .map(one -> visible ? one.features() : one.latent())
                        .toArray(double[][]::new),
                seen.stream().mapToDouble(one -> one.responses()[response]).toArray());
    }
}
