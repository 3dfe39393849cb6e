package io.lucidgen.jobs.benchmark;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.jobs.explanation.TrialExplanations;
import io.lucidgen.model.ModelDefinition;
import java.util.ArrayList;
import java.util.List;

/** Maps of integrated gradients, 50 points each, of the tutorial GAN's critic, on all executors. */
final class ExplanationRate implements Measure {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final Recipe RECIPE = Recipe.TUTORIAL_GAN;

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public void run(Bench bench) {
        DatasetDescription dataset = Rows.description(1);
        ModelDefinition definition = RECIPE.definition(dataset);
        LucidgenConfig training = RECIPE.config(1, 1);
        ExplanationConfig config = ConfigLoader.defaultsWith(
                        "explanation.methods=[integrated-gradients]",
                        "explanation.targets=[critic-logit]",
                        "explanation.integrated-gradients.steps=50",
                        "explanation.partitions=" + bench.spark().defaultParallelism())
                .explanation();
        TrialExplanations explanations = new TrialExplanations(
                bench.spark(),
                definition,
                TrainingSteps.initialState(definition, training.training(), 1, training.seed()),
                config,
                dataset.statistics());
        explanations.explain(bench.effort().explained() / 2, BenchmarkData.SEED);
        List<Double> rates = new ArrayList<>();
        for (int turn = 0; turn < bench.effort().turns(); turn++) {
            long began = System.nanoTime();
            long maps = explanations.explain(bench.effort().explained(), BenchmarkData.SEED + turn);
            rates.add(maps / ((System.nanoTime() - began) / NANOS_PER_SECOND));
        }
        bench.figures().add("explain.integrated-gradients.maps-per-second", Spread.of(rates), "maps/s");
    }
}
