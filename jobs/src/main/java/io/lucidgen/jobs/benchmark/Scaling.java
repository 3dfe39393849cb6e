package io.lucidgen.jobs.benchmark;

import io.lucidgen.data.ShardPlan;
import io.lucidgen.jobs.training.TrialRounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rounds of one worker, of two, of four and so on up to the cluster's task slots; and what starting tasks
 * and waiting for one another cost alone.
 */
final class Scaling implements Measure {

    static final String EMPTY_JOB = "spark.empty-job";
    static final String EMPTY_JOB_PER_WORKER = "spark.empty-job.per-worker";
    static final String MEETING = "meeting";
    static final String MEETING_PER_WORKER = "meeting.per-worker";

    private static final int FEW = 2;
    private static final int MANY = 64;
    private static final int MEETINGS = 10;
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
        Spread empty = emptyJob(bench, FEW);
        bench.figures().add(EMPTY_JOB, empty, Figures.MILLISECONDS);
        double more = emptyJob(bench, MANY).median() - empty.median();
        bench.figures().add(EMPTY_JOB_PER_WORKER, more / (MANY - FEW), Figures.MILLISECONDS);
        int meetings = MEETINGS * bench.effort().emptyJobs();
        Spread few = Meetings.milliseconds(bench.spark(), FEW, meetings);
        bench.figures().add(MEETING, few, Figures.MILLISECONDS);
        double further = Meetings.milliseconds(bench.spark(), MANY, meetings).median() - few.median();
        bench.figures().add(MEETING_PER_WORKER, further / (MANY - FEW), Figures.MILLISECONDS);
    }

    /** A task for each worker, with nothing in it. */
    private static Spread emptyJob(Bench bench, int workers) {
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < bench.effort().emptyJobs(); i++) {
            long began = System.nanoTime();
            bench.spark()
                    .parallelize(IntStream.range(0, workers).boxed().toList(), workers)
                    .count();
            milliseconds.add((System.nanoTime() - began) / NANOS_PER_MILLISECOND);
        }
        // The first ones compile the code.
        return Spread.of(milliseconds.subList(milliseconds.size() / 2, milliseconds.size()));
    }
}
