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

    /**
     * Opens a run's checkpoints.
     *
     * @param historyFolder where the history of each checkpoint is kept
     * @param keep how many of the newest are kept
     */
    RunCheckpoints(
            CheckpointStore store,
            FileSystem files,
            Path historyFolder,
            ModelDefinition definition,
            RunProvenance provenance,
            int keep) {
        this.store = store;
        this.files = files;
        this.historyFolder = historyFolder;
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

    String version(long rounds) {
        return String.format(Locale.ROOT, "%s-r%06d", provenance.versionPrefix(), rounds);
    }

    /** Where the version after a number of rounds lies. */
    Path folder(long rounds) {
        return store.folder(provenance.modelName(), version(rounds));
    }

    void save(ModelState state, TrainingHistory history, StepMetrics last) throws IOException {
        history.save(files, historyFolder, state.counters().rounds());
        leftOut.save();
        store.save(new Checkpoint(definition, state, card(state, figures(history, last))));
        store.prune(provenance.modelName(), provenance.versionPrefix(), keep);
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
