package io.lucidgen.jobs.benchmark;

import io.lucidgen.data.ShardPlan;
import io.lucidgen.jobs.training.TrialRounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The time of the same round on data of one, four and sixteen times the size; it should not grow. */
final class DataSize implements Measure {

    private static final int WORKERS = 2;
    private static final int LOCAL_STEPS = 10;
    private static final List<Integer> FACTORS = List.of(1, 4, 16);
    private static final Recipe RECIPE = Recipe.TUTORIAL_GAN;

    @Override
    public String name() {
        return "data-size";
    }

    @Override
    public void run(Bench bench) throws Exception {
        Map<String, Contender> contenders = new LinkedHashMap<>();
        Map<String, RoundContender> bySize = new LinkedHashMap<>();
        List<AutoCloseable> kept = new ArrayList<>();
        try {
            for (int factor : FACTORS) {
                ShardPlan plan = BenchmarkData.plan(WORKERS, bench.effort().blocks() * factor);
                BenchmarkShards shards = bench.data().shards(bench.spark(), plan);
                kept.add(shards);
                TrialRounds rounds = new TrialRounds(
                        bench.spark(),
                        shards.stored(),
                        plan,
                        RECIPE.definition(Rows.description(plan.examples())),
                        RECIPE.config(WORKERS, LOCAL_STEPS));
                RoundContender contender =
                        new RoundContender(rounds, bench.effort().steps() / 2 / LOCAL_STEPS);
                kept.add(contender);
                bySize.put(factor + "x", contender);
            }
            contenders.putAll(bySize);
            SideBySide measured = SideBySide.measure(bench.effort().turns(), contenders);
            String first = bySize.keySet().iterator().next();
            bySize.forEach((size, contender) -> {
                String prefix = RECIPE.prefix() + ".data." + size;
                bench.figures().add(prefix + ".round", contender.milliseconds(), Figures.MILLISECONDS);
                if (!size.equals(first)) {
                    // The time of a round over that on the smallest data.
                    bench.figures().add(prefix + ".ratio", measured.ratio(first, size), Figures.RATIO);
                }
            });
        } finally {
            for (AutoCloseable one : kept) {
                one.close();
            }
        }
    }
}
