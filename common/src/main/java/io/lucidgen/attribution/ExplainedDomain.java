package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.Axis;
import io.lucidgen.data.SampleShape;
import io.lucidgen.model.ExplainedSpace;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.Latents;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.random.Seeds;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where maps of a space lie, what they are compared with, and by which methods they are made.
 *
 * @param shape of the maps
 * @param baselineName what {@code baseline} is called in tables
 * @param baseline {@code [features]}
 */
public record ExplainedDomain(
        SampleShape shape, List<AttributionMethod> methods, String baselineName, double[] baseline) {

    private static final String PRIOR_MEAN = "prior-mean";
    private static final long PRIOR_DRAWS = 6;

    public ExplainedDomain {
        methods = List.copyOf(methods);
    }

    /**
     * The domains of a model.
     *
     * @param background what its samples are compared with
     * @param seed of the latents that latents are compared with
     */
    public static Map<ExplainedSpace, ExplainedDomain> of(
            ModelDefinition definition, ExplanationConfig config, Background background, long seed) {
        Map<ExplainedSpace, ExplainedDomain> domains = new EnumMap<>(ExplainedSpace.class);
        domains.put(
                ExplainedSpace.INPUT,
                new ExplainedDomain(
                        definition.sampleShape(),
                        AttributionMethods.of(config, definition.sampleShape(), background.references()),
                        config.baseline().name().toLowerCase(Locale.ROOT),
                        background.baseline()));
        if (definition.latentSize() > 0) {
            domains.put(ExplainedSpace.LATENT, ofLatents(definition.prior(), config, seed));
        }
        return domains;
    }

    private static ExplainedDomain ofLatents(LatentPrior prior, ExplanationConfig config, long seed) {
        List<double[]> draws = IntStream.range(0, config.gradientShap().references())
                .mapToObj(i -> widened(Latents.draw(Latents.seed(Seeds.derive(seed, PRIOR_DRAWS), i), prior)))
                .toList();
        return new ExplainedDomain(
                new SampleShape(List.of(new Axis("latent", prior.size(), "dimension"))),
                AttributionMethods.ofLatents(config, prior.size(), draws),
                PRIOR_MEAN,
                prior.mean());
    }

    /** What of a sample is explained here. */
    public Explicand explicand(String sampleId, double[] features, long seed) {
        return Explicand.of(sampleId, features, baseline, seed);
    }

    /** Floats as doubles. */
    static double[] widened(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
