package io.lucidgen.jobs.run;

import io.lucidgen.checkpoint.AtomicFile;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.CompleteRuns;
import io.lucidgen.jobs.table.TablePartition;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The runs below a root: {@code runs/run_date=<date>/<run id>/manifest.json} for every complete one. */
public final class RunLedger implements CompleteRuns {
    private static final String RUNS = "runs";
    private static final String MANIFEST = "manifest.json";

    private static final Comparator<RunManifest> BY_END =
            Comparator.comparing(RunManifest::finished).thenComparing(RunManifest::runId);

    private final FileSystem files;
    private final Path root;

    public RunLedger(FileSystem files, Path root) {
        this.files = files;
        this.root = root;
    }

    /**
     * A complete run.
     *
     * @throws UserException (exit 3) when its manifest cannot be understood
     */
    public Optional<RunManifest> find(LocalDate runDate, String runId) throws IOException {
        return read(new Path(folder(runDate, runId), MANIFEST));
    }

    /** The complete runs of a date, in the order in which they finished. */
    public List<RunManifest> on(LocalDate runDate) throws IOException {
        List<RunManifest> runs = new ArrayList<>();
        for (FileStatus run : list(dateFolder(runDate))) {
            read(new Path(run.getPath(), MANIFEST)).ifPresent(runs::add);
        }
        runs.sort(BY_END);
        return runs;
    }

    /** The ids of all runs of a date, complete or not. */
    public List<String> begunOn(LocalDate runDate) throws IOException {
        List<String> ids = new ArrayList<>();
        for (FileStatus run : list(dateFolder(runDate))) {
            if (run.isDirectory()) {
                ids.add(run.getPath().getName());
            }
        }
        Collections.sort(ids);
        return ids;
    }

    /** The run of a command and a date that finished last. */
    public Optional<RunManifest> latest(String command, String subject, LocalDate runDate) throws IOException {
        return on(runDate).stream()
                .filter(run -> run.command().equals(command) && run.subject().equals(subject))
                .reduce((earlier, later) -> later);
    }

    /** The folder of a run, complete or not; what only this run needs may lie there. */
    public Path folder(LocalDate runDate, String runId) {
        return new Path(dateFolder(runDate), runId);
    }

    /** The lock of a run, which whoever is at it holds. */
    public Path lock(LocalDate runDate, String runId) {
        return new Path(folder(runDate, runId), "lock.json");
    }

    @Override
    public boolean isComplete(LocalDate runDate, String runId) throws IOException {
        return files.exists(new Path(folder(runDate, runId), MANIFEST));
    }

    @Override
    public List<TablePartition> publishersOf(String table, LocalDate runDate) throws IOException {
        return on(runDate).stream()
                .filter(run -> run.published(table))
                .map(RunManifest::partition)
                .toList();
    }

    /** Makes a run complete. */
    void record(RunManifest manifest) throws IOException {
        Path file = new Path(folder(manifest.runDate(), manifest.runId()), MANIFEST);
        byte[] json = manifest.toJson().getBytes(StandardCharsets.UTF_8);
        AtomicFile.replace(files, file, out -> out.write(json));
    }

    private Path dateFolder(LocalDate runDate) {
        return new Path(new Path(root, RUNS), TablePartition.RUN_DATE + "=" + runDate);
    }

    private Optional<RunManifest> read(Path file) throws IOException {
        String json;
        try (FSDataInputStream in = files.open(file)) {
            json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(RunManifest.fromJson(json));
        } catch (IllegalArgumentException e) {
            throw UserException.data(
                            "read the run",
                            "manifest",
                            file,
                            e.getMessage(),
                            "Delete the file: the run is then done again")
                    .causedBy(e);
        }
    }

    private FileStatus[] list(Path folder) throws IOException {
        try {
            return files.listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }
}
