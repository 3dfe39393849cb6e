package io.lucidgen.jobs.benchmark;

import io.lucidgen.data.ShardPlan;
import io.lucidgen.jobs.training.TrialRounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.function.PairFunction;
import scala.Tuple2;

/** Rounds of one worker, of two, of four and so on up to the cluster's task slots; and what a round costs Spark alone. */
final class Scaling implements Measure {

    static final String EMPTY_ROUND = "spark.empty-round";
    static final String EMPTY_ROUND_PER_WORKER = "spark.empty-round.per-worker";

    private static final int FEW = 2;
    private static final int MANY = 64;
    private static final int LOCAL_STEPS = 10;
    private static final double NANOS_PER_MILLISECOND = 1e6;
    private static final Recipe RECIPE = Recipe.TUTORIAL_GAN;

    @Override
    public String name() {
        return "scaling";
    }

    @Override
    public void run(Bench bench) throws Exception {
        int slots = bench.spark().defaultParallelism();
        bench.figures().add("spark.task-slots", slots, "slots");
        Map<String, Contender> contenders = new LinkedHashMap<>();
        List<AutoCloseable> kept = new ArrayList<>();
        try {
            for (int workers = 1; workers <= slots; workers *= 2) {
                ShardPlan plan = BenchmarkData.plan(workers, bench.effort().blocks());
                BenchmarkShards shards = bench.data().shards(bench.spark(), plan);
                kept.add(shards);
                TrialRounds rounds = new TrialRounds(
                        bench.spark(),
                        shards.stored(),
                        plan,
                        RECIPE.definition(Rows.description(plan.examples())),
                        RECIPE.config(workers, LOCAL_STEPS));
                kept.add(rounds);
                contenders.put(
                        "" + workers, new RoundContender(rounds, bench.effort().steps() / 2 / LOCAL_STEPS));
            }
            SideBySide measured = SideBySide.measure(bench.effort().turns(), contenders);
            for (String workers : contenders.keySet()) {
                String prefix = RECIPE.prefix() + ".workers." + workers;
                bench.figures().add(prefix + ".samples-per-second", measured.rate(workers), Figures.RATE);
                bench.figures().add(prefix + ".speedup", measured.ratio(workers, "1"), Figures.RATIO);
            }
        } finally {
            for (AutoCloseable one : kept) {
                one.close();
            }
        }
        Spread empty = emptyRound(bench, FEW);
        bench.figures().add(EMPTY_ROUND, empty, Figures.MILLISECONDS);
        double more = emptyRound(bench, MANY).median() - empty.median();
        bench.figures().add(EMPTY_ROUND_PER_WORKER, more / (MANY - FEW), Figures.MILLISECONDS);
    }

    /** A shuffle between two stages of a task for each worker, with nothing in it. */
    private static Spread emptyRound(Bench bench, int workers) {
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < bench.effort().emptyRounds(); i++) {
            long began = System.nanoTime();
            bench.spark()
                    .parallelize(IntStream.range(0, workers).boxed().toList(), workers)
                    .mapToPair(new Itself())
                    .groupByKey(new HashPartitioner(workers))
                    .collect();
            milliseconds.add((System.nanoTime() - began) / NANOS_PER_MILLISECOND);
        }
        // The first ones compile the code.
        return Spread.of(milliseconds.subList(milliseconds.size() / 2, milliseconds.size()));
    }

    /** Keys a number by itself. */
    static final class Itself implements PairFunction<Integer, Integer, Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<Integer, Integer> call(Integer number) {
            return new Tuple2<>(number, number);
        }
    }
}
