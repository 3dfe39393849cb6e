package io.lucidgen.jobs.benchmark;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.jobs.training.TrialRounds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Averaging rounds of two workers, beside the sum of two trainers that never meet, and beside PyTorch's two ways to use
 * two cores: one process with two threads, and two processes that average over gloo as often as the rounds do.
 */
final class Rounds implements Measure {

    private static final int WORKERS = 2;
    private static final int HEADLINE = 10;
    private static final List<Integer> LOCAL_STEPS = List.of(5, HEADLINE, 20);
    private static final String ROUNDS = "rounds";
    private static final String OWN_MOMENTS = "own-moments";
    private static final String LOCAL_SUM = "local-sum";
    private static final String THREADS = "two-threads";
    private static final String GLOO = "gloo";

    private static final Recipe RECIPE = Recipe.TUTORIAL_GAN;

    @Override
    public String name() {
        return "rounds";
    }

    @Override
    public void run(Bench bench) throws Exception {
        if (bench.peers().isEmpty()) {
            bench.figures().leaveOut(RECIPE.prefix() + ".two-cores.pytorch", Bench.NO_PEERS);
        }
        ShardPlan plan = BenchmarkData.plan(WORKERS, bench.effort().blocks());
        SortedMap<Integer, Double> milliseconds = new TreeMap<>();
        int batch = RECIPE.config(1, 1).training().batchSize();
        try (BenchmarkShards shards = bench.data().shards(bench.spark(), plan);
                PeerGroup local = bench.localTrainers().start(RECIPE, WORKERS);
                PeerGroup threads = threads(bench, batch)) {
            for (int localSteps : LOCAL_STEPS) {
                try (RoundContender ours = rounds(bench, shards, plan, RECIPE.config(WORKERS, localSteps));
                        RoundContender ownMoments = rounds(
                                bench,
                                shards,
                                plan,
                                RECIPE.config(WORKERS, localSteps, "averaging.updater-state=local"));
                        PeerGroup gloo = gloo(bench, localSteps, batch)) {
                    ours.warmUp(bench.effort().warmUpSteps() / localSteps + 1);
                    ownMoments.warmUp(2);
                    Map<String, Contender> contenders = new LinkedHashMap<>();
                    contenders.put(ROUNDS, ours);
                    contenders.put(OWN_MOMENTS, ownMoments);
                    contenders.put(LOCAL_SUM, local);
                    if (gloo != null) {
                        contenders.put(THREADS, threads);
                        contenders.put(GLOO, gloo);
                    }
                    SideBySide measured = SideBySide.measure(bench.effort().turns(), contenders);
                    add(bench.figures(), localSteps, measured, ours);
                    addOwnMoments(bench.figures(), localSteps, measured, ownMoments);
                    milliseconds.put(localSteps, ours.milliseconds().median());
                }
            }
        }
        addFormula(bench.figures(), milliseconds);
    }

    private static RoundContender rounds(Bench bench, BenchmarkShards shards, ShardPlan plan, LucidgenConfig config) {
        return new RoundContender(
                new TrialRounds(
                        bench.spark(),
                        shards.stored(),
                        plan,
                        RECIPE.definition(Rows.description(plan.examples())),
                        config),
                bench.effort().steps() / config.averaging().localSteps());
    }

    private static PeerGroup threads(Bench bench, int batch) throws Exception {
        return bench.peers().isEmpty()
                ? null
                : new PeerGroup(
                        List.of(bench.peer(bench.peers().get(), RECIPE, 2)),
                        bench.effort().steps(),
                        batch);
    }

    private static PeerGroup gloo(Bench bench, int every, int batch) throws Exception {
        return bench.peers().isEmpty()
                ? null
                : new PeerGroup(
                        bench.peers()
                                .get()
                                .startAveraging(
                                        bench.folder(),
                                        bench.rowsFile(),
                                        bench.cores(),
                                        RECIPE,
                                        every,
                                        bench.effort().warmUpSteps()),
                        bench.effort().steps(),
                        batch);
    }

    private static void add(Figures figures, int localSteps, SideBySide measured, RoundContender ours) {
        String k = ".k" + localSteps;
        Spread efficiency = measured.ratio(ROUNDS, LOCAL_SUM);
        figures.add(RECIPE.prefix() + k + ".samples-per-second", measured.rate(ROUNDS), Figures.RATE);
        figures.add(RECIPE.prefix() + ".efficiency" + k, efficiency, Figures.RATIO);
        figures.add(RECIPE.prefix() + ".round" + k, ours.milliseconds(), Figures.MILLISECONDS);
        ours.parts()
                .forEach((part, spread) ->
                        figures.add(RECIPE.prefix() + ".round" + k + "." + part, spread, Figures.MILLISECONDS));
        if (localSteps == HEADLINE) {
            figures.add(RECIPE.prefix() + ".samples-per-second", measured.rate(ROUNDS), Figures.RATE);
            figures.add(RECIPE.prefix() + ".efficiency", efficiency, Figures.RATIO);
            figures.add(RECIPE.prefix() + ".local-sum.samples-per-second", measured.rate(LOCAL_SUM), Figures.RATE);
            figures.add(RECIPE.prefix() + ".round.bytes", ours.bytesPerRound(), "bytes");
        }
        if (measured.has(GLOO)) {
            Spread threads = measured.rate(THREADS);
            Spread gloo = measured.rate(GLOO);
            String better = threads.median() > gloo.median() ? THREADS : GLOO;
            String prefix = RECIPE.prefix() + ".two-cores" + k;
            figures.add(prefix + ".pytorch-two-threads.samples-per-second", threads, Figures.RATE);
            figures.add(prefix + ".pytorch-gloo.samples-per-second", gloo, Figures.RATE);
            figures.add(prefix + ".pytorch.ratio", measured.ratio(ROUNDS, better), Figures.RATIO);
        }
    }

    /** The same rounds with moments that stay with their workers but every tenth time. */
    private static void addOwnMoments(Figures figures, int localSteps, SideBySide measured, RoundContender ownMoments) {
        String k = ".k" + localSteps;
        String prefix = RECIPE.prefix() + ".local-moments";
        figures.add(prefix + ".efficiency" + k, measured.ratio(OWN_MOMENTS, LOCAL_SUM), Figures.RATIO);
        figures.add(prefix + ".round" + k, ownMoments.milliseconds(), Figures.MILLISECONDS);
        figures.add(prefix + ".round" + k + ".bytes", ownMoments.bytesPerRound(), "bytes");
        figures.add(prefix + ".gain" + k, measured.ratio(OWN_MOMENTS, ROUNDS), Figures.RATIO);
    }

    /**
     * The line through the shortest and the longest round, t = fixed + K x step, and how far the round between them is
     * from it.
     */
    private static void addFormula(Figures figures, SortedMap<Integer, Double> milliseconds) {
        int few = milliseconds.firstKey();
        int many = milliseconds.lastKey();
        double step = (milliseconds.get(many) - milliseconds.get(few)) / (many - few);
        double fixed = milliseconds.get(few) - few * step;
        double predicted = fixed + HEADLINE * step;
        figures.add(RECIPE.prefix() + ".round.fixed", fixed, Figures.MILLISECONDS);
        figures.add(RECIPE.prefix() + ".round.step", step, Figures.MILLISECONDS);
        figures.add(
                RECIPE.prefix() + ".round.predicted-over-measured.k" + HEADLINE,
                predicted / milliseconds.get(HEADLINE),
                Figures.RATIO);
    }
}
