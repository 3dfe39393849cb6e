package io.lucidgen.jobs.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A training step on one core, ours beside PyTorch's; no Spark takes part. */
final class LocalStep implements Measure {

    private static final String OURS = "ours";
    private static final String PYTORCH = "pytorch";
    private static final double MILLIS_PER_SECOND = 1e3;

    @Override
    public String name() {
        return "local-step";
    }

    @Override
    public void run(Bench bench) throws Exception {
        for (Recipe recipe : Recipe.ALL) {
            run(bench, recipe);
        }
    }

    private static void run(Bench bench, Recipe recipe) throws Exception {
        int batch = recipe.config(1, 1).training().batchSize();
        Map<String, Contender> contenders = new LinkedHashMap<>();
        try (PeerGroup ours = bench.localTrainers().start(recipe, 1);
                PeerGroup pytorch = pytorch(bench, recipe, batch)) {
            contenders.put(OURS, ours);
            if (pytorch == null) {
                bench.figures().leaveOut(recipe.prefix() + ".pytorch", Bench.NO_PEERS);
            } else {
                contenders.put(PYTORCH, pytorch);
            }
            SideBySide measured = SideBySide.measure(bench.effort().turns(), contenders);
            add(bench.figures(), recipe.prefix() + ".local", measured.rate(OURS), batch);
            if (measured.has(PYTORCH)) {
                add(bench.figures(), recipe.prefix() + ".pytorch", measured.rate(PYTORCH), batch);
                bench.figures().add(recipe.prefix() + ".pytorch.ratio", measured.ratio(OURS, PYTORCH), Figures.RATIO);
            }
        }
    }

    private static PeerGroup pytorch(Bench bench, Recipe recipe, int batch) throws Exception {
        return bench.peers().isEmpty()
                ? null
                : new PeerGroup(
                        List.of(bench.peer(bench.peers().get(), recipe, 1)),
                        bench.effort().steps(),
                        batch);
    }

    private static void add(Figures figures, String name, Spread rate, int batch) {
        figures.add(name + ".samples-per-second", rate, Figures.RATE);
        figures.add(name + ".step", batch / rate.median() * MILLIS_PER_SECOND, Figures.MILLISECONDS);
    }
}
