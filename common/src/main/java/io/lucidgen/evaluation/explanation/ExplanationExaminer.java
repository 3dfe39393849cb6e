package io.lucidgen.evaluation.explanation;

import io.lucidgen.attribution.AttributionMethod;
import io.lucidgen.attribution.ExplainedDomain;
import io.lucidgen.attribution.Explicand;
import io.lucidgen.attribution.MapMeaning;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.TargetFunction;
import io.lucidgen.config.ExplanationQualityConfig;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.model.ExplainedSpace;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Measures how good explanations are, beside the model that they explain.
 *
 * <p>For each map it takes {@code 2 * curve-steps} evaluations of the target, and {@code neighbours} and one for each layer
 * as many maps more by its method; for each sample and target {@code squares + random-orders * curve-steps} evaluations. One
 * model that has forgotten something is held at a time. Not for use by several threads at once.
 */
public final class ExplanationExaminer {

    private static final long NEIGHBOURS = 4;
    private static final long FORGETTING = 5;

    private final List<ExplainedTarget> targets;
    private final Map<ExplainedSpace, ExplainedDomain> domains;
    private final ExplanationQualityConfig config;
    private final long seed;

    /**
     * Prepares to examine explanations of a run.
     *
     * @param domains of all spaces that the targets are explained in, with the methods of all explanations at least
     * @param seed what the run's seeds of samples come from
     */
    public ExplanationExaminer(
            List<ExplainedTarget> targets,
            Map<ExplainedSpace, ExplainedDomain> domains,
            ExplanationQualityConfig config,
            long seed) {
        this.targets = List.copyOf(targets);
        this.domains = Map.copyOf(domains);
        this.config = config;
        this.seed = seed;
    }

    /** Measures all explanations of some samples; the memory grows with their number. */
    public List<ExplanationQuality> examine(List<ExaminedSample> samples) {
        List<ExplanationQuality> qualities = new ArrayList<>();
        for (ExplainedTarget target : targets) {
            ExplainedSpace space = target.kind().space();
            ExplainedDomain domain = domains.get(space);
            TargetFunction function = TargetFunction.of(target);
            List<Examination> examinations = new ArrayList<>();
            for (ExaminedSample sample : samples) {
                List<SampleExplanation> maps = sample.explanations().stream()
                        .filter(map -> map.targetKind() == target.kind() && map.targetIndex() == target.index())
                        .toList();
                if (!maps.isEmpty()) {
                    Explicand explicand = domain.explicand(
                            sample.id(), space == ExplainedSpace.LATENT ? sample.latent() : sample.x(), seed);
                    examinations.addAll(examine(function, domain, explicand, maps));
                }
            }
            forget(target, examinations);
            examinations.forEach(examination -> qualities.add(examination.quality()));
        }
        return qualities;
    }

    private List<Examination> examine(
            TargetFunction function, ExplainedDomain domain, Explicand sample, List<SampleExplanation> maps) {
        Map<String, AttributionMethod> methods =
                domain.methods().stream().collect(Collectors.toMap(AttributionMethod::name, Function.identity()));
        TargetEffects effects = new TargetEffects(function, sample, FeatureGrid.of(domain.shape()), config);
        int[] differing = MapComparison.differing(sample.x(), sample.baseline());
        List<Examination> examinations = maps.stream()
                .map(map -> new Examination(map, sample, methods.get(map.method()), differing))
                .toList();
        for (Examination examination : examinations) {
            if (examination.explanation.map().isFinite()) {
                examination.holdAgainst(effects);
                examination.maxSensitivity = maxSensitivity(function, examination);
                examination.agreement = agreement(examination, examinations);
            }
        }
        return examinations;
    }

    /** Yeh et al. 2019, with as many draws as are configured. */
    private double maxSensitivity(TargetFunction function, Examination examination) {
        Explicand sample = examination.sample;
        double most = 0;
        for (int neighbour = 0; neighbour < config.neighbours(); neighbour++) {
            RandomStream random = new RandomStream(Seeds.derive(sample.seed(), NEIGHBOURS, neighbour));
            double reach = config.radius() * sample.range();
            double[] near = sample.x().clone();
            for (int i = 0; i < near.length; i++) {
                near[i] += reach * (2 * random.nextUniform() - 1);
            }
            float[] map = examination.explain(function, sample.movedTo(near));
            // The first comparison that is no number makes the whole none.
            double distance = MapComparison.relativeDistance(map, examination.values());
            most = Double.isNaN(distance) ? distance : Math.max(most, distance);
        }
        return most;
    }

    private static double agreement(Examination one, List<Examination> all) {
        return all.stream()
                .filter(other -> other != one)
                .mapToDouble(one::agreementWith)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private void forget(ExplainedTarget target, List<Examination> examinations) {
        ParameterRandomization forgetting = new ParameterRandomization(target, Seeds.derive(seed, FORGETTING));
        while (forgetting.hasNext()) {
            TargetFunction forgetful = TargetFunction.of(forgetting.next());
            for (Examination examination : examinations) {
                examination.compareWith(examination.explain(forgetful, examination.sample));
            }
        }
    }

    /** One explanation under examination. */
    private static final class Examination {
        private final SampleExplanation explanation;
        private final Explicand sample;
        private final AttributionMethod method;
        private final int[] differing;
        private double deletion = Double.NaN;
        private double insertion = Double.NaN;
        private double randomOrder = Double.NaN;
        private float[] deletionCurve;
        private float[] insertionCurve;
        private double infidelity = Double.NaN;
        private double unexplained = Double.NaN;
        private double maxSensitivity = Double.NaN;
        private double agreement = Double.NaN;
        private double randomizedCorrelation = Double.NaN;
        private double correlations;
        private int forgotten;

        Examination(SampleExplanation explanation, Explicand sample, AttributionMethod method, int[] differing) {
            this.explanation = explanation;
            this.sample = sample;
            this.method = method;
            this.differing = differing;
        }

        float[] values() {
            return explanation.map().values();
        }

        float[] explain(TargetFunction function, Explicand place) {
            return method.explain(function, place).values();
        }

        void holdAgainst(TargetEffects effects) {
            double[] losses = losses();
            ReplacementCurves curves = effects.curves(importance(losses, effects.direction()));
            deletion = curves.height(0);
            insertion = curves.height(1);
            randomOrder = effects.randomOrder();
            deletionCurve = curves.stored(0);
            insertionCurve = reversed(curves.stored(1));
            if (method.meaning() != MapMeaning.SIZE) {
                Infidelity found = effects.infidelity(losses);
                infidelity = found.value();
                unexplained = found.unexplained();
            }
        }

        private double[] importance(double[] losses, double direction) {
            double[] importance = new double[losses.length];
            for (int i = 0; i < importance.length; i++) {
                importance[i] = method.meaning() == MapMeaning.SIZE ? values()[i] : direction * losses[i];
            }
            return importance;
        }

        private static float[] reversed(float[] curve) {
            float[] reversed = new float[curve.length];
            for (int i = 0; i < curve.length; i++) {
                reversed[i] = curve[curve.length - 1 - i];
            }
            return reversed;
        }

        /** Sizes are compared where one of the two says no direction, and what each should cost otherwise. */
        double agreementWith(Examination other) {
            boolean directed = method.meaning() != MapMeaning.SIZE && other.method.meaning() != MapMeaning.SIZE;
            return directed
                    ? MapComparison.rankCorrelation(losses(), other.losses(), differing)
                    : MapComparison.rankCorrelation(sizes(), other.sizes(), differing);
        }

        private double[] losses() {
            return method.meaning().losses(values(), sample);
        }

        private double[] sizes() {
            return MapComparison.sizes(MapComparison.widened(values()));
        }

        void compareWith(float[] map) {
            // As they are, with their signs: what a map owes the sample's brightness alone has any sign.
            randomizedCorrelation = MapComparison.rankCorrelation(
                    MapComparison.widened(values()), MapComparison.widened(map), differing);
            correlations += randomizedCorrelation;
            forgotten++;
        }

        ExplanationQuality quality() {
            return new ExplanationQuality(
                    explanation.key(),
                    defined(deletion),
                    defined(insertion),
                    defined(randomOrder),
                    deletionCurve,
                    insertionCurve,
                    defined(infidelity),
                    defined(unexplained),
                    defined(maxSensitivity),
                    defined(correlations / forgotten),
                    defined(randomizedCorrelation),
                    defined(agreement));
        }

        private static Double defined(double figure) {
            return Double.isFinite(figure) ? figure : null;
        }
    }
}
