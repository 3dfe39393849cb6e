package io.lucidgen.jobs.training;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lucidgen.checkpoint.AtomicFile;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.StoredVersion;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.run.CodeFingerprint;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunLock;
import io.lucidgen.jobs.run.RunRequest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The runs of a date that differ from a request in the number of workers alone: one that ended before its last round is
 * gone on with rather than lost, as when the cluster has shrunk since.
 *
 * <p>A run that goes on from another is a run of its own that has the other's version among its inputs, so that the same
 * request stays the same run.
 */
final class RunLineage {

    private static final String FILE = "lineage.json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * The end of an earlier run, from which one with another number of workers goes on.
     *
     * @param run the earlier run
     * @param version its last checkpoint
     */
    record Origin(String run, String version) {}

    /** What a run leaves in its folder when it begins; {@code origin} is null where it begins with the first round. */
    private record Note(String lineage, int workers, Origin origin) {}

    /**
     * A run that was begun.
     *
     * @param repeatable whether all is still there that it needs to go on as it began
     * @param newest its newest checkpoint
     */
    private record Run(String id, Note note, boolean complete, boolean repeatable, Optional<StoredVersion> newest) {
        long rounds() {
            return newest.map(StoredVersion::rounds).orElse(0L);
        }
    }

    private final JobContext context;
    private final CheckpointStore store;
    private final String lineage;
    private final int workers;

    /**
     * Looks at what was begun before.
     *
     * @param request as it is when it begins with the first round
     */
    RunLineage(JobContext context, CheckpointStore store, RunRequest request) {
        this.context = context;
        this.store = store;
        this.lineage = request.without("averaging.workers").runId(CodeFingerprint.current(), context.runDate());
        this.workers = context.config().averaging().workers();
    }

    /** What the run goes on from, unless it begins with the first round; an earlier attempt at it has decided that. */
    Optional<Origin> origin() throws IOException {
        List<Run> runs = runs();
        Optional<Run> begun = runs.stream()
                .filter(run -> run.note().workers() == workers && run.repeatable())
                .max(Comparator.comparing(Run::complete).thenComparing(Run::rounds));
        if (begun.isPresent()) {
            return Optional.ofNullable(begun.get().note().origin());
        }
        List<Run> unfinished = runs.stream()
                .filter(run -> run.note().workers() != workers && !run.complete())
                .filter(run -> run.rounds() > 0
                        && run.rounds() < context.config().training().rounds())
                .sorted(Comparator.comparing(Run::rounds).reversed())
                .toList();
        for (Run run : unfinished) {
            if (isAbandoned(run)) {
                return Optional.of(new Origin(run.id(), run.newest().get().version()));
            }
        }
        return Optional.empty();
    }

    /** Leaves word of a run to later ones. */
    void note(Optional<Origin> origin, Path folder) throws IOException {
        byte[] json = JSON.writeValueAsBytes(new Note(lineage, workers, origin.orElse(null)));
        AtomicFile.replace(context.files(), new Path(folder, FILE), out -> out.write(json));
    }

    /** Whether nobody is at the run; watches for a sign of life of a holder on another machine. */
    private boolean isAbandoned(Run run) throws IOException {
        Path lock = context.ledger().lock(context.runDate(), run.id());
        try (RunLock taken =
                RunLock.acquire(context.files(), lock, "go on from", RunLock.Timing.DEFAULT, context.console())) {
            return taken.held();
        } catch (UserException held) {
            if (held.exitCode() != ExitCode.LOCKED) {
                throw held;
            }
            context.console()
                    .line(run.id() + " is under way with " + run.note().workers()
                            + " workers: this run begins with the first round");
            return false;
        }
    }

    private List<Run> runs() throws IOException {
        List<Run> runs = new ArrayList<>();
        for (String id : context.ledger().begunOn(context.runDate())) {
            Optional<Note> note = noteOf(id).filter(found -> found.lineage().equals(lineage));
            if (note.isPresent()) {
                Origin origin = note.get().origin();
                boolean complete = context.ledger().isComplete(context.runDate(), id);
                Optional<StoredVersion> newest =
                        store.latest(model(), RunProvenance.versionPrefix(context.runDate(), id));
                boolean repeatable = origin == null
                        || complete
                        || newest.isPresent()
                        || context.files().exists(store.folder(model(), origin.version()));
                runs.add(new Run(id, note.get(), complete, repeatable, newest));
            }
        }
        return runs;
    }

    private Optional<Note> noteOf(String id) throws IOException {
        Path file = new Path(context.ledger().folder(context.runDate(), id), FILE);
        try (InputStream in = context.files().open(file)) {
            return Optional.of(JSON.readValue(in.readAllBytes(), Note.class));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private String model() {
        return context.config().model().name();
    }
}
