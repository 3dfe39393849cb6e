package io.lucidgen.jobs.training;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lucidgen.checkpoint.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Which workers each round went on without, so that a round that is repeated, by this process or one that resumes, goes
 * on without the same ones.
 *
 * <p>It is written down whenever a worker is left out, before the round counts, and with every checkpoint.
 */
final class LeftOutWorkers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "left-out-workers.json";

    private final FileSystem files;
    // Null: nothing is written down.
    private final Path file;
    // Every round that was run is in it, most of them with an empty set.
    private final SortedMap<Long, SortedSet<Integer>> byRound;

    private LeftOutWorkers(FileSystem files, Path file, SortedMap<Long, SortedSet<Integer>> byRound) {
        this.files = files;
        this.file = file;
        this.byRound = byRound;
    }

    /** What a folder says of the run that it is of; nothing when it says nothing. */
    static LeftOutWorkers in(FileSystem files, Path folder) {
        Path file = new Path(folder, FILE);
        try {
            if (!files.exists(file)) {
                return new LeftOutWorkers(files, file, new TreeMap<>());
            }
            try (InputStream in = files.open(file)) {
                return new LeftOutWorkers(files, file, JSON.readValue(in, new TypeReference<>() {}));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read which workers were left out from " + file, e);
        }
    }

    /** Those of a run that no other process ever goes on with: they are not written down. */
    static LeftOutWorkers unrecorded() {
        return new LeftOutWorkers(null, null, new TreeMap<>());
    }

    /** Whether a round was run before, so that those left out are settled. */
    boolean settled(long round) {
        return byRound.containsKey(round);
    }

    Set<Integer> of(long round) {
        return byRound.getOrDefault(round, Collections.emptySortedSet());
    }

    /** Settles a round. */
    void settle(long round, Set<Integer> workers) {
        byRound.put(round, new TreeSet<>(workers));
        if (!workers.isEmpty()) {
            save();
        }
    }

    /** Writes down all of it. */
    void save() {
        if (file == null) {
            return;
        }
        try {
            files.mkdirs(file.getParent());
            byte[] json = JSON.writeValueAsBytes(byRound);
            AtomicFile.replace(files, file, out -> out.write(json));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write which workers were left out to " + file, e);
        }
    }
}
