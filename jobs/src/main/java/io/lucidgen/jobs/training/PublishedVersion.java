package io.lucidgen.jobs.training;

import io.lucidgen.model.ModelState;
import io.lucidgen.training.EarlyStopping;
import java.io.IOException;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which of a run's versions the world sees: the last one, or the best one where a held-out measure decides.
 *
 * @param rounds after which it was
 * @param examples that the run trained on in all
 * @param best what was found of the best one; empty where nothing decides
 */
record PublishedVersion(long rounds, long examples, SortedMap<String, Double> best) {

    /**
     * Publishes the best version where a held-out measure decides, and says so.
     *
     * @param trained the state after the last round
     */
    static PublishedVersion of(
            ModelState trained, RunCheckpoints checkpoints, EarlyStopping stopping, Consumer<String> console)
            throws IOException {
        long rounds = trained.counters().rounds();
        long examples = trained.counters().examples();
        SortedMap<String, Double> best = new TreeMap<>();
        if (!stopping.hasBest()) {
            return new PublishedVersion(rounds, examples, best);
        }
        best.put("best-round", (double) stopping.bestRound());
        best.put("best-" + stopping.metric(), stopping.best());
        if (stopping.isOver()) {
            best.put("stopped-early-after-round", (double) rounds);
        }
        checkpoints.publishBest(stopping.bestRound(), best);
        console.accept(String.format(
                Locale.ROOT,
                "%s: %s was best after round %d (%.4g), which is the version published",
                stopping.isOver() ? "stopped early after round " + rounds : "did all rounds",
                stopping.metric(),
                stopping.bestRound(),
                stopping.best()));
        return new PublishedVersion(stopping.bestRound(), examples, best);
    }

    /** What the run's manifest says of it. */
    SortedMap<String, Double> figures(double examplesPerSecond) {
        SortedMap<String, Double> figures = new TreeMap<>(best);
        figures.put("examples", (double) examples);
        figures.put("examples-per-second", examplesPerSecond);
        return figures;
    }
}
