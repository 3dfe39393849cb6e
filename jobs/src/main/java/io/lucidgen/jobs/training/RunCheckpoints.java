package io.lucidgen.jobs.training;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.checkpoint.Platform;
import io.lucidgen.checkpoint.StoredVersion;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.training.StepMetrics;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The checkpoints of one run: their names, their cards, and the history that each is kept with. */
final class RunCheckpoints {

    private final CheckpointStore store;
    private final FileSystem files;
    private final Path historyFolder;
    private final ModelDefinition definition;
    private final RunProvenance provenance;
    private final int keep;
    private final LeftOutWorkers leftOut;
    private final BestCheckpoint best;

    /**
     * Opens a run's checkpoints.
     *
     * @param runFolder where the history of each checkpoint is kept, and the best one until the end
     * @param keep how many of the newest are kept
     */
    RunCheckpoints(
            CheckpointStore store,
            FileSystem files,
            Path runFolder,
            ModelDefinition definition,
            RunProvenance provenance,
            int keep) {
        this.store = store;
        this.files = files;
        this.historyFolder = historyIn(runFolder);
        this.best = new BestCheckpoint(files, new Path(runFolder, "best"));
        this.definition = definition;
        this.provenance = provenance;
        this.keep = keep;
        this.leftOut = LeftOutWorkers.in(files, historyFolder);
    }

    /** Which workers the run's rounds went on without. */
    LeftOutWorkers leftOut() {
        return leftOut;
    }

    /** Where a run keeps the history of each of its checkpoints. */
    static Path historyIn(Path runFolder) {
        return new Path(runFolder, "history");
    }

    /** The newest checkpoint of this very run, if it was killed after one. */
    Optional<Checkpoint> resumable() throws IOException {
        Optional<StoredVersion> latest = store.latest(provenance.modelName(), provenance.versionPrefix());
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(store.load(provenance.modelName(), latest.get().version(), definition.family()));
    }

    TrainingHistory historyUpTo(long round) {
        return TrainingHistory.upTo(round, files, historyFolder);
    }

    /** The history of the run's start, once the run has gone back there. */
    Optional<TrainingHistory> historyOfStart(long round) throws IOException {
        return TrainingHistory.isKept(round, files, historyFolder) ? Optional.of(historyUpTo(round)) : Optional.empty();
    }

    String version(long rounds) {
        return String.format(Locale.ROOT, "%s-r%06d", provenance.versionPrefix(), rounds);
    }

    /** Where the version after a number of rounds lies. */
    Path folder(long rounds) {
        return store.folder(provenance.modelName(), version(rounds));
    }

    /**
     * Keeps a version for a killed run to go on from, and prunes earlier ones.
     *
     * @param good of the versions whose rounds it holds for, the newest is kept besides: the run may go back to it
     */
    void save(ModelState state, TrainingHistory history, StepMetrics last, LongPredicate good) throws IOException {
        history.save(files, historyFolder, state.counters().rounds());
        leftOut.save();
        store.save(new Checkpoint(definition, state, card(state, figures(history, last))));
        store.prune(provenance.modelName(), provenance.versionPrefix(), keep, good);
        best.keepNewest(
                provenance.modelName(),
                provenance.versionPrefix(),
                newest(good).map(StoredVersion::rounds).orElse(0L));
    }

    private Optional<StoredVersion> newest(LongPredicate good) throws IOException {
        return store.latest(provenance.modelName(), provenance.versionPrefix(), good);
    }

    /**
     * Takes back all versions after the newest good one.
     *
     * @return that one; empty when there is none, and so none of the run is left
     */
    Optional<StoredVersion> takeBack(LongPredicate good) throws IOException {
        Optional<StoredVersion> kept = newest(good);
        store.removeAfter(
                kept.map(StoredVersion::rounds).orElse(0L), provenance.modelName(), provenance.versionPrefix());
        return kept;
    }

    /** Puts a history in place of that of a version, or of the start, that the run has gone back to. */
    void wentBack(long rounds, TrainingHistory history) {
        history.save(files, historyFolder, rounds);
    }

    /** Keeps a version as the best one so far. */
    void saveBest(ModelState state, TrainingHistory history, StepMetrics last) throws IOException {
        history.save(files, historyFolder, state.counters().rounds());
        best.save(new Checkpoint(definition, state, card(state, figures(history, last))));
    }

    /** Forgets the best versions of rounds that are done again. */
    void resumeFrom(long rounds) throws IOException {
        best.removeAfter(rounds, provenance.modelName(), provenance.versionPrefix());
    }

    /**
     * Makes the best version the newest one of the run.
     *
     * @param figures how it was found, for its card
     */
    void publishBest(long rounds, SortedMap<String, Double> figures) throws IOException {
        Checkpoint found = best.load(provenance.modelName(), version(rounds));
        SortedMap<String, Double> all = new TreeMap<>(found.card().training().figures());
        all.putAll(figures);
        store.replace(new Checkpoint(definition, found.state(), card(found.state(), all)));
        store.removeAfter(rounds, provenance.modelName(), provenance.versionPrefix());
    }

    /** Clears away what only an unfinished run needs. */
    void finish() throws IOException {
        best.discard();
    }

    private static SortedMap<String, Double> figures(TrainingHistory history, StepMetrics last) {
        SortedMap<String, Double> figures = new TreeMap<>(last.values());
        figures.putAll(history.remarks());
        return figures;
    }

    private ModelCard card(ModelState state, SortedMap<String, Double> figures) {
        SortedMap<String, Integer> parameters = new TreeMap<>();
        for (NetworkDefinition network : definition.networks().values()) {
            parameters.put(network.name(), network.parameterCount());
        }
        return new ModelCard(
                new ModelCard.Model(
                        provenance.modelName(), version(state.counters().rounds()), definition.family(), parameters),
                new ModelCard.Training(
                        provenance.codeVersion(),
                        provenance.configuration(),
                        provenance.dataFingerprint(),
                        new TreeMap<>(Map.of("run", provenance.seed())),
                        state.counters(),
                        provenance.started(),
                        Instant.now(),
                        state.cursors().size(),
                        figures),
                Platform.current(provenance.sparkVersion()));
    }
}
