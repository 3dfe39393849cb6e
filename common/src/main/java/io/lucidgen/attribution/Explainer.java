package io.lucidgen.attribution;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.model.ExplainedSpace;
import io.lucidgen.model.ExplainedTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Explains samples for several targets by several methods, one sample at a time.
 *
 * <p>For targets that passed the {@link SelfCheck}. Not for use by several threads at once.
 */
public final class Explainer {

    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final List<Explained> targets;
    private final Map<ExplainedSpace, ExplainedDomain> domains;
    private final MethodPlan plan;
    private final int topK;
    private final long seed;

    private record Explained(ExplainedTarget target, TargetFunction function) {}

    /**
     * Prepares an explainer.
     *
     * @param domains of all spaces that the targets are explained in
     * @param plan which of their methods explain which targets
     * @param topK how many of the strongest features are named
     * @param seed what the seeds of the samples come from
     */
    public Explainer(
            List<ExplainedTarget> targets,
            Map<ExplainedSpace, ExplainedDomain> domains,
            MethodPlan plan,
            int topK,
            long seed) {
        this.targets = targets.stream()
                .map(target -> new Explained(target, TargetFunction.of(target)))
                .toList();
        this.domains = Map.copyOf(domains);
        this.plan = plan;
        this.topK = topK;
        this.seed = seed;
    }

    /**
     * Explains a sample for every target that says something of it, by every method of the plan.
     *
     * @param x the sample, {@code [features]} in the model's range
     * @param latent {@code [latent]} that it was drawn from; null where there is none
     * @param label its class; -1 where there is none
     */
    public List<SampleExplanation> explain(
            String sampleId, SampleSource source, double[] x, float[] latent, int label) {
        List<SampleExplanation> explanations = new ArrayList<>();
        for (Explained explained : targets) {
            if (!explained.target().concerns(latent, label)) {
                continue;
            }
            ExplainedSpace space = explained.target().kind().space();
            ExplainedDomain domain = domains.get(space);
            Explicand sample = domain.explicand(
                    sampleId, space == ExplainedSpace.LATENT ? ExplainedDomain.widened(latent) : x, seed);
            for (AttributionMethod method : domain.methods()) {
                if (plan.includes(explained.target(), method)) {
                    explanations.add(explain(sampleId, source, sample, explained, domain, method));
                }
            }
        }
        return explanations;
    }

    private SampleExplanation explain(
            String sampleId,
            SampleSource source,
            Explicand sample,
            Explained explained,
            ExplainedDomain domain,
            AttributionMethod method) {
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
                domain.baselineName(),
                domain.shape(),
                map,
                MapSummary.of(map.values(), FeatureGrid.of(domain.shape()), topK),
                milliseconds,
                true);
    }
}
