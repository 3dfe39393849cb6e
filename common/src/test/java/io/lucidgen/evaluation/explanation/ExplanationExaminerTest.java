package io.lucidgen.evaluation.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.attribution.Attribution;
import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.AttributionMethod;
import io.lucidgen.attribution.AttributionMethods;
import io.lucidgen.attribution.ExplainedDomain;
import io.lucidgen.attribution.Explicand;
import io.lucidgen.attribution.MapMeaning;
import io.lucidgen.attribution.MapSummary;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.attribution.TargetFunction;
import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.ExplanationQualityConfig;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.data.SampleShape;
import io.lucidgen.model.ExplainedSpace;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Measures on models of which the right answer is known. */
class ExplanationExaminerTest {

    private static final int SAMPLES = 12;
    private static final SampleShape SHAPE = PlantedTargets.SHAPE;
    private static final double[] BLACK = PlantedTargets.BLACK;
    private static final ExplanationQualityConfig QUALITY = new ExplanationQualityConfig(12, 8, 5, 64, 3, 0.02, 0.7);

    @Test
    void exactContributionsOfALinearCriticPredictEverything() {
        ExplanationQuality quality = examine(PlantedTargets.linear(), ExplanationConfig.INTEGRATED_GRADIENTS)
                .get(0);

        assertThat(quality.unexplained()).isEqualTo(0, within(1e-9));
        assertThat(quality.infidelity()).isEqualTo(0, within(1e-9));
        assertThat(quality.deletion()).isLessThan(quality.randomOrder());
        assertThat(quality.insertion()).isGreaterThan(quality.randomOrder());
        assertThat(quality.deletionCurve()).hasSize(QUALITY.curveSteps() + 1);
        // The contributions are the slopes times the features, and these move by at most 2 % of their range.
        assertThat(quality.maxSensitivity()).isBetween(1e-4, 0.2);
    }

    @Test
    void theCurvesAreThoseOfTheOrder() {
        ExplainedTarget target = PlantedTargets.linear();
        ExplanationQuality quality =
                examine(target, ExplanationConfig.INTEGRATED_GRADIENTS).get(0);
        double[] x = PlantedTargets.sample(0);
        TargetFunction function = TargetFunction.of(target);
        double above = function.value(x) > function.value(BLACK) ? 1 : -1;
        double[] gradient = function.gradient(x);
        int[] order = IntStream.range(0, x.length)
                .boxed()
                .sorted((a, b) -> Double.compare(
                        above * gradient[b] * (x[b] - BLACK[b]), above * gradient[a] * (x[a] - BLACK[a])))
                .mapToInt(i -> i)
                .toArray();
        double[] halfDeleted = x.clone();
        double[] halfInserted = BLACK.clone();
        for (int i = 0; i < x.length / 2; i++) {
            halfDeleted[order[i]] = BLACK[order[i]];
            halfInserted[order[i]] = x[order[i]];
        }

        assertThat((double) quality.deletionCurve()[4]).isEqualTo(function.value(halfDeleted), within(1e-4));
        assertThat((double) quality.insertionCurve()[4]).isEqualTo(function.value(halfInserted), within(1e-4));
        assertThat((double) quality.insertionCurve()[0]).isEqualTo(function.value(BLACK), within(1e-4));
    }

    @Test
    void chanceIsMeasuredByChance() {
        Map<String, MethodFinding> findings =
                findings(PlantedTargets.patch(), List.of(new RandomMap(), method(ExplanationConfig.SALIENCY)));

        assertThat(findings.get(RandomMap.NAME).reasons()).contains(MethodFinding.NO_BETTER_THAN_CHANCE);
        assertThat(findings.get(ExplanationConfig.SALIENCY).reasons()).isEmpty();
    }

    @Test
    void anEdgeDetectorIsFoundOutByForgetting() {
        Map<String, MethodFinding> findings =
                findings(PlantedTargets.critic(), List.of(new EdgeDetector(), method(ExplanationConfig.SALIENCY)));

        assertThat(findings.get(EdgeDetector.NAME).randomizedCorrelation()).isEqualTo(1, within(1e-12));
        assertThat(findings.get(EdgeDetector.NAME).reasons()).contains(MethodFinding.REGARDLESS_OF_PARAMETERS);
        assertThat(findings.get(ExplanationConfig.SALIENCY).randomizedCorrelation())
                .isLessThan(0.3);
    }

    @Test
    void methodsThatSayTheSameAgree() {
        List<ExplanationQuality> qualities = examine(
                PlantedTargets.linear(),
                ExplanationConfig.INTEGRATED_GRADIENTS,
                ExplanationConfig.DEEP_LIFT,
                ExplanationConfig.INPUT_X_GRADIENT);

        assertThat(qualities)
                .filteredOn(quality -> quality.key().of().method().equals(ExplanationConfig.DEEP_LIFT))
                .allSatisfy(quality -> assertThat(quality.agreement()).isGreaterThan(0.6));
    }

    @Test
    void whatHasNoDirectionPredictsNoChange() {
        ExplanationQuality quality =
                examine(PlantedTargets.patch(), ExplanationConfig.SALIENCY).get(0);

        assertThat(quality.infidelity()).isNull();
        assertThat(quality.unexplained()).isNull();
        assertThat(quality.deletion()).isNotNull();
        assertThat(quality.agreement()).isNull();
    }

    @Test
    void aMapThatIsNotFiniteIsNotMeasured() {
        ExplainedTarget target = PlantedTargets.patch();
        AttributionMethod broken = new NotFinite();
        ExplanationQuality quality = examine(target, List.of(broken)).get(0);

        assertThat(quality.deletion()).isNull();
        assertThat(quality.maxSensitivity()).isNull();
        assertThat(quality.deletionCurve()).isNull();
    }

    @Test
    void figuresDoNotDependOnTheOtherSamples() {
        List<AttributionMethod> methods = List.of(method(ExplanationConfig.INTEGRATED_GRADIENTS));
        ExplainedTarget target = PlantedTargets.critic();
        ExaminedSample sample = explained(3, TargetFunction.of(target), methods);

        ExplanationQuality alone =
                examiner(target, methods).examine(List.of(sample)).get(0);
        ExplanationQuality among = examine(target, methods).get(3);

        assertThat(alone).usingRecursiveComparison().isEqualTo(among);
    }

    private static AttributionMethod method(String name) {
        ExplanationConfig config =
                ConfigLoader.defaultsWith("explanation.methods=[" + name + "]").explanation();
        return AttributionMethods.of(config, SHAPE, List.of()).get(0);
    }

    private static List<ExplanationQuality> examine(ExplainedTarget target, String... methods) {
        return examine(
                target,
                Arrays.stream(methods).map(ExplanationExaminerTest::method).toList());
    }

    private static List<ExplanationQuality> examine(ExplainedTarget target, List<AttributionMethod> methods) {
        TargetFunction function = TargetFunction.of(target);
        return examiner(target, methods)
                .examine(IntStream.range(0, SAMPLES)
                        .mapToObj(i -> explained(i, function, methods))
                        .toList());
    }

    private static ExplanationExaminer examiner(ExplainedTarget target, List<AttributionMethod> methods) {
        ExplainedDomain domain = new ExplainedDomain(SHAPE, methods, "black", BLACK);
        return new ExplanationExaminer(List.of(target), Map.of(ExplainedSpace.INPUT, domain), QUALITY, 1);
    }

    private static Map<String, MethodFinding> findings(ExplainedTarget target, List<AttributionMethod> methods) {
        return MethodFinding.of(examine(target, methods), QUALITY.maxRandomizedCorrelation()).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().method(), Map.Entry::getValue));
    }

    private static ExaminedSample explained(int sample, TargetFunction function, List<AttributionMethod> methods) {
        double[] x = PlantedTargets.sample(sample);
        String id = "s" + sample;
        return new ExaminedSample(
                id,
                x,
                null,
                methods.stream()
                        .map(method -> {
                            AttributionMap map = method.explain(function, Explicand.of(id, x, BLACK, 1));
                            return explanation(id, method, map);
                        })
                        .toList());
    }

    private static SampleExplanation explanation(String id, AttributionMethod method, AttributionMap map) {
        return new SampleExplanation(
                id,
                SampleSource.GENERATED,
                PlantedTargets.KIND,
                -1,
                method.name(),
                method.parameters(),
                "black",
                SHAPE,
                map,
                MapSummary.of(map.values(), FeatureGrid.of(SHAPE), 1),
                1,
                true);
    }

    /** What methods of the tests have in common: they do not look at the model. */
    private interface Blind extends AttributionMethod {
        @Override
        default SortedMap<String, String> parameters() {
            return new TreeMap<>();
        }

        @Override
        default boolean claimsCompleteness() {
            return false;
        }

        @Override
        default MapMeaning meaning() {
            return MapMeaning.SIZE;
        }

        @Override
        default Attribution attribute(TargetFunction function, Explicand sample) {
            return new Attribution(map(sample), 1);
        }

        double[] map(Explicand sample);
    }

    private record RandomMap() implements Blind {
        private static final String NAME = "random";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public double[] map(Explicand sample) {
            RandomStream random = new RandomStream(sample.seed());
            return IntStream.range(0, sample.x().length)
                    .mapToDouble(i -> random.nextUniform())
                    .toArray();
        }
    }

    private record EdgeDetector() implements Blind {
        private static final String NAME = "edges";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public double[] map(Explicand sample) {
            double[] x = sample.x();
            int width = FeatureGrid.of(SHAPE).width();
            Function<Integer, Double> at = i -> i < x.length ? x[i] : 0;
            return IntStream.range(0, x.length)
                    .mapToDouble(i -> Math.abs(at.apply(i + 1) - x[i]) + Math.abs(at.apply(i + width) - x[i]))
                    .toArray();
        }
    }

    private record NotFinite() implements Blind {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public double[] map(Explicand sample) {
            double[] map = new double[sample.x().length];
            map[0] = Double.NaN;
            return map;
        }
    }
}
