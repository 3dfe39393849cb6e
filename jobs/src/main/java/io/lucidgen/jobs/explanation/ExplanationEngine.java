package io.lucidgen.jobs.explanation;

import static org.apache.spark.sql.functions.col;

import io.lucidgen.attribution.AttributionMethods;
import io.lucidgen.attribution.Background;
import io.lucidgen.attribution.Baselines;
import io.lucidgen.attribution.ExplainedDomain;
import io.lucidgen.attribution.ExplanationKey;
import io.lucidgen.attribution.MethodPlan;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.SelfCheck;
import io.lucidgen.attribution.SelfCheckResult;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.error.UserException;
import io.lucidgen.evaluation.explanation.ExplanationQuality;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.model.ExplainedSpace;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/** Explains samples with one model on the executors, after the model's gradients were checked. */
final class ExplanationEngine {

    private static final Logger LOG = LoggerFactory.getLogger(ExplanationEngine.class);
    private static final int CHECKED_SAMPLES = 8;

    private final JavaSparkContext spark;
    private final ModelDefinition definition;
    private final ModelState parameters;
    private final ExplanationConfig config;
    private final Background background;

    /**
     * Prepares to explain a model.
     *
     * @param statistics of the data that it was trained on, from which the baseline comes
     * @param references real samples in the model's range, for the methods that compare with them
     */
    ExplanationEngine(
            JavaSparkContext spark,
            ModelDefinition definition,
            ModelState state,
            ExplanationConfig config,
            FeatureStatistics statistics,
            List<double[]> references) {
        this.spark = spark;
        this.definition = definition;
        this.parameters = state.onlyParameters(definition);
        this.config = config;
        this.background = new Background(
                Baselines.of(
                        config.baseline(),
                        statistics,
                        definition.normalizer(),
                        definition.sampleShape().features()),
                references);
    }

    /**
     * Checks the gradients of the model's targets beside some of the samples.
     *
     * @throws UserException (exit 2) if a method cannot go through a target, (exit 3) if there is no sample, one is of
     *     another model or a gradient is wrong
     */
    List<SelfCheckResult> check(List<Subject> subjects, long seed) {
        if (subjects.isEmpty()) {
            throw UserException.data(
                    "explain the model",
                    "explanation.samples",
                    config.samples(),
                    "there is no sample to explain",
                    "Run generate first, or ingest data with a TEST split");
        }
        GenerativeModel model = ModelFamilies.load(definition, parameters);
        List<ExplainedTarget> targets = ChosenTargets.of(model, config);
        if (!config.automatic().enabled()) {
            ExplainedDomain.of(definition, config, background, seed)
                    .forEach((space, domain) -> AttributionMethods.require(domain.methods(), of(space, targets)));
        }
        List<SelfCheckResult> results = new ArrayList<>();
        results.addAll(SelfCheck.require(of(ExplainedSpace.INPUT, targets), samples(model, subjects), seed));
        results.addAll(SelfCheck.require(of(ExplainedSpace.LATENT, targets), latents(subjects, targets), seed));
        results.forEach(result -> LOG.debug("Gradients checked: {}", result));
        return results;
    }

    private static List<ExplainedTarget> of(ExplainedSpace space, List<ExplainedTarget> targets) {
        return targets.stream().filter(target -> target.kind().space() == space).toList();
    }

    private static List<double[]> samples(GenerativeModel model, List<Subject> subjects) {
        SubjectValues values = new SubjectValues(model);
        return evenly(subjects, CHECKED_SAMPLES).stream().map(values::of).toList();
    }

    private List<double[]> latents(List<Subject> subjects, List<ExplainedTarget> targets) {
        List<Subject> drawn =
                subjects.stream().filter(subject -> subject.latent() != null).toList();
        if (drawn.isEmpty() && !of(ExplainedSpace.LATENT, targets).isEmpty()) {
            throw UserException.usage(
                    "explain the model",
                    "explanation.sources",
                    config.sources(),
                    "a target of latents is to be explained, and only generated samples have one",
                    "Add generated, or leave the targets that end with by-latent out of explanation.targets");
        }
        return evenly(drawn, CHECKED_SAMPLES).stream()
                .map(Subject::widenedLatent)
                .toList();
    }

    /**
     * The explanations of all samples, each partition's sorted by sample id; there is no shuffle. For a model that
     * passed {@link #check}.
     *
     * @param plan which methods explain which targets
     * @param seed of whatever the methods draw
     */
    JavaRDD<SampleExplanation> explain(List<Subject> subjects, MethodPlan plan, long seed) {
        List<Subject> sorted =
                subjects.stream().sorted(Comparator.comparing(Subject::id)).toList();
        return spark.parallelize(sorted, Math.min(config.partitions(), sorted.size()))
                .mapPartitions(new ExplainTask(
                        definition, spark.broadcast(parameters), config, spark.broadcast(background), plan, seed));
    }

    /**
     * Measures how good the explanations of a few samples are. The driver holds a small record for each of their maps, and
     * not the maps.
     *
     * @param explanations rows of explanations of these samples, among others, made with the same seed
     */
    List<ExplanationQuality> examine(Dataset<Row> explanations, List<Subject> samples, long seed) {
        if (samples.isEmpty()) {
            return List.of();
        }
        Map<String, Subject> chosen = samples.stream().collect(Collectors.toMap(Subject::key, Function.identity()));
        Object[] ids =
                chosen.values().stream().map(Subject::id).distinct().sorted().toArray();
        SampleOfRow sample = new SampleOfRow();
        Broadcast<Map<String, Subject>> known = spark.broadcast(chosen);
        return explanations
                .filter(col(ExplanationsTable.SAMPLE_ID).isin(ids))
                .javaRDD()
                .groupBy(sample, Math.min(config.partitions(), chosen.size()))
                .filter(new IsKnown(known))
                .mapPartitions(new ExamineTask(
                        definition, spark.broadcast(parameters), config, spark.broadcast(background), known, seed))
                .collect();
    }

    /** Why some methods cannot explain some targets; the others can. */
    Map<ExplanationKey.Aspect, String> refusals(long seed) {
        Map<ExplanationKey.Aspect, String> refusals = new HashMap<>();
        List<ExplainedTarget> targets = ChosenTargets.of(ModelFamilies.load(definition, parameters), config);
        ExplainedDomain.of(definition, config, background, seed)
                .forEach((space, domain) -> of(space, targets)
                        .forEach(target -> refusals.putAll(AttributionMethods.refusals(domain.methods(), target))));
        return refusals;
    }

    /** Every aspect that the configuration names. */
    Set<ExplanationKey.Aspect> aspects() {
        return ChosenTargets.of(ModelFamilies.load(definition, parameters), config).stream()
                .flatMap(target -> config.methods().stream()
                        .map(method -> new ExplanationKey.Aspect(target.kind(), target.index(), method)))
                .collect(Collectors.toSet());
    }

    /** At most so many, from the first to near the last, so that some of every source are among them. */
    static List<Subject> evenly(List<Subject> subjects, int most) {
        int count = Math.min(most, subjects.size());
        return IntStream.range(0, count)
                .mapToObj(i -> subjects.get((int) ((long) i * subjects.size() / count)))
                .toList();
    }

    /** Whether a sample is among those that are examined: another source may use the same id. */
    private record IsKnown(Broadcast<Map<String, Subject>> known)
            implements org.apache.spark.api.java.function.Function<Tuple2<String, Iterable<Row>>, Boolean> {
        @Override
        public Boolean call(Tuple2<String, Iterable<Row>> sample) {
            return known.value().containsKey(sample._1());
        }
    }
}
