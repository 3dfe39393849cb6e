package io.lucidgen.jobs.explanation;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.attribution.MethodPlan;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.Modality;
import io.lucidgen.error.UserException;
import io.lucidgen.evaluation.explanation.ExplanationQuality;
import io.lucidgen.evaluation.explanation.MapCost;
import io.lucidgen.evaluation.explanation.MethodCandidate;
import io.lucidgen.evaluation.explanation.MethodChoice;
import io.lucidgen.jobs.table.ExplanationsTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tries all methods on a few samples and chooses one for each target. */
final class MethodTrial {

    private final List<MethodCandidate> candidates;

    private MethodTrial(List<MethodCandidate> candidates) {
        this.candidates = candidates;
    }

    /** The trial's maps are made and measured on the executors, and are not kept. */
    static MethodTrial of(
            SparkSession spark, ExplanationEngine engine, ExplanationConfig config, List<Subject> subjects, long seed) {
        Map<Aspect, String> refusals = engine.refusals(seed);
        Set<Aspect> possible = new HashSet<>(engine.aspects());
        possible.removeAll(refusals.keySet());
        List<Subject> tried =
                ExplanationEngine.evenly(subjects, config.automatic().samples());
        Dataset<Row> maps = ExplanationsTable.TABLE
                .rows(
                        spark,
                        // Of no modality: these rows go nowhere.
                        engine.explain(tried, new MethodPlan(possible), seed)
                                .map(new ExplanationToRow(Modality.IMAGE, config.explainedUnits())))
                .persist();
        try {
            List<ExplanationQuality> qualities = engine.examine(maps, tried, seed);
            List<MapCost> costs = maps.javaRDD().map(new CostOfRow()).collect();
            List<MethodCandidate> candidates = new ArrayList<>(new MethodChoice(
                            config.automatic().passes(),
                            config.automatic().seconds(),
                            config.maxRelativeGap(),
                            config.quality().maxRandomizedCorrelation())
                    .choose(qualities, costs));
            refusals.forEach((aspect, why) -> candidates.add(MethodCandidate.refused(aspect, why)));
            candidates.sort(Comparator.comparing(
                            (MethodCandidate candidate) -> candidate.of().targetKind())
                    .thenComparing(candidate -> candidate.of().targetIndex())
                    .thenComparing(candidate ->
                            ExplanationConfig.METHODS.indexOf(candidate.of().method())));
            return new MethodTrial(candidates);
        } finally {
            maps.unpersist();
        }
    }

    /** All methods and targets, by target. */
    List<MethodCandidate> candidates() {
        return candidates;
    }

    /**
     * The methods that were chosen.
     *
     * @throws UserException (exit 3) if there is none for any target
     */
    MethodPlan plan() {
        Set<Aspect> chosen = candidates.stream()
                .filter(MethodCandidate::chosen)
                .map(MethodCandidate::of)
                .collect(Collectors.toSet());
        if (chosen.isEmpty()) {
            throw UserException.data(
                    "explain the model",
                    "explanation.automatic.enabled",
                    true,
                    "of no method can be said that it shows what the model looks at: "
                            + candidates.stream()
                                    .map(candidate -> candidate.of().method() + " " + candidate.why())
                                    .distinct()
                                    .collect(Collectors.joining("; ")),
                    "Name more methods in explanation.methods or allow more passes in explanation.automatic.passes");
        }
        return new MethodPlan(chosen);
    }
}
