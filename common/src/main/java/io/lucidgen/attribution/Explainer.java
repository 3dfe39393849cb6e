package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.SampleShape;
import io.lucidgen.model.ExplainedTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * Explains samples for several targets by several methods, one sample at a time.
 *
 * <p>For targets that passed the {@link SelfCheck}. Not for use by several threads at once.
 */
public final class Explainer {

    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final List<Explained> targets;
    private final List<AttributionMethod> methods;
    private final ExplanationConfig config;
    private final SampleShape shape;
    private final double[] baseline;
    private final long seed;

    private record Explained(ExplainedTarget target, TargetFunction function) {}

    /**
     * Prepares an explainer.
     *
     * @param shape of the samples
     * @param background what samples are compared with
     * @param seed what the seeds of the samples come from
     */
    public Explainer(
            List<ExplainedTarget> targets,
            ExplanationConfig config,
            SampleShape shape,
            Background background,
            long seed) {
        this.targets = targets.stream()
                .map(target -> new Explained(target, TargetFunction.of(target)))
                .toList();
        this.methods = AttributionMethods.of(config, shape, background.references());
        this.config = config;
        this.shape = shape;
        this.baseline = background.baseline();
        this.seed = seed;
    }

    /**
     * Explains a sample for every target that says something of it, by every method.
     *
     * @param x the sample, {@code [features]} in the model's range
     * @param latent {@code [latent]} that it was drawn from; null where there is none
     * @param label its class; -1 where there is none
     */
    public List<SampleExplanation> explain(
            String sampleId, SampleSource source, double[] x, float[] latent, int label) {
        Explicand sample = Explicand.of(sampleId, x, baseline, seed);
        List<SampleExplanation> explanations = new ArrayList<>();
        for (Explained explained : targets) {
            if (!explained.target().concerns(latent, label)) {
                continue;
            }
            for (AttributionMethod method : methods) {
                explanations.add(explain(sampleId, source, sample, explained, method));
            }
        }
        return explanations;
    }

    private SampleExplanation explain(
            String sampleId, SampleSource source, Explicand sample, Explained explained, AttributionMethod method) {
        long start = System.nanoTime();
        AttributionMap map = method.explain(explained.function(), sample);
        double milliseconds = (System.nanoTime() - start) / NANOS_PER_MILLISECOND;
        return new SampleExplanation(
                sampleId,
                source,
                explained.target().kind(),
                explained.target().index(),
                method.name(),
                method.parameters(),
                config.baseline(),
                shape,
                map,
                MapSummary.of(map.values(), FeatureGrid.of(shape), config.topK()),
                milliseconds,
                true);
    }
}
