package io.lucidgen.jobs.training;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The best version of a run so far, kept in the run's own folder until the run publishes it: readers of the model see the
 * newest version while it trains, and the best one in the end.
 *
 * <p>Earlier bests stay until the next checkpoint of the run, from which a killed run may have to go on.
 */
final class BestCheckpoint {

    private final FileSystem files;
    private final Path folder;
    private final CheckpointStore store;

    /** @param folder where it is kept */
    BestCheckpoint(FileSystem files, Path folder) {
        this.files = files;
        this.folder = folder;
        this.store = new CheckpointStore(files, folder);
    }

    void save(Checkpoint best) throws IOException {
        store.replace(best);
    }

    Checkpoint load(String model, String version) throws IOException {
        return store.load(model, version);
    }

    /**
     * Forgets those of a run that a checkpoint of it makes unnecessary.
     *
     * @param also the rounds of a checkpoint that the run may have to go back to
     */
    void keepNewest(String model, String versionPrefix, long also) throws IOException {
        store.prune(model, versionPrefix, 1, rounds -> rounds <= also);
    }

    /** Forgets those of rounds that a run will do again. */
    void removeAfter(long rounds, String model, String versionPrefix) throws IOException {
        store.removeAfter(rounds, model, versionPrefix);
    }

    void discard() throws IOException {
        files.delete(folder, true);
    }
}
