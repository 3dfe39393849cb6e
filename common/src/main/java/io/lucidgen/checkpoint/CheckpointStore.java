package io.lucidgen.checkpoint;

import io.lucidgen.error.UserException;
import io.lucidgen.model.ModelDefinition;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of models on a Hadoop file system, under {@code <root>/models/<name>/<version>/}.
 *
 * <p>A version is written aside and renamed as a whole, so that readers find all of it or nothing. What was altered
 * after that is refused when it is loaded. One writer at a time for each model; readers need no lock.
 */
public final class CheckpointStore {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);

    // Two runs of one day have versions in no order of names, so the time of writing decides.
    private static final Comparator<StoredVersion> BY_TIME = Comparator.comparing(StoredVersion::saved)
            .thenComparing(StoredVersion::rounds)
            .thenComparing(StoredVersion::version);
    // Within a run the rounds decide, whatever the clocks of the machines that it ran on.
    private static final Comparator<StoredVersion> BY_ROUNDS =
            Comparator.comparing(StoredVersion::rounds).thenComparing(BY_TIME);

    private final FileSystem fileSystem;
    private final CheckpointLayout layout;
    private final Clock clock;

    /**
     * Opens a store, which need not exist yet.
     *
     * @param root the folder under which everything of an installation lies
     */
    public CheckpointStore(FileSystem fileSystem, Path root) {
        this(fileSystem, root, Clock.systemUTC());
    }

    CheckpointStore(FileSystem fileSystem, Path root, Clock clock) {
        this.fileSystem = fileSystem;
        this.layout = new CheckpointLayout(fileSystem.makeQualified(root));
        this.clock = clock;
    }

    /**
     * Writes the version that the checkpoint's card names and points {@code latest.json} at it.
     *
     * @throws UserException if there is such a version already
     * @throws IOException if writing fails, for example on a full disk; nothing of the version is then visible
     */
    public StoredVersion save(Checkpoint checkpoint) throws IOException {
        String name = checkpoint.card().model().name();
        String version = checkpoint.card().model().version();
        Path target = layout.version(name, version);
        makeRoom(name, version);
        Path staging = layout.staging(name, version);
        fileSystem.delete(staging, true);
        try {
            new VersionWriter(fileSystem, staging).write(checkpoint, clock.instant());
            if (!fileSystem.rename(staging, target)) {
                throw new IOException("the file system did not rename " + staging);
            }
        } catch (IOException e) {
            AtomicFile.discard(fileSystem, staging, e);
            throw new IOException("Cannot save the checkpoint " + target + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            AtomicFile.discard(fileSystem, staging, e);
            throw e;
        }
        StoredVersion stored = stored(name, version);
        point(stored);
        LOG.info("Saved {} ({} bytes)", target, stored.bytes());
        return stored;
    }

    /**
     * Loads a version of a family that the caller has configured.
     *
     * @throws UserException if a file is missing or altered, or the model is of another family
     */
    public Checkpoint load(String name, String version, String expectedFamily) throws IOException {
        return load(name, version, Optional.of(expectedFamily));
    }

    /**
     * Loads a version of whatever family it is.
     *
     * @throws UserException if a file is missing or altered
     */
    public Checkpoint load(String name, String version) throws IOException {
        return load(name, version, Optional.empty());
    }

    /** The folder of a version, whether it exists or not. */
    public Path folder(String name, String version) {
        return layout.version(name, version);
    }

    /** The version that was written last, if there is a complete one. */
    public Optional<StoredVersion> latest(String name) throws IOException {
        return versions(name).stream().max(BY_TIME);
    }

    /**
     * The version with the most rounds among those whose names begin with a prefix, if there is a complete one.
     *
     * @param versionPrefix what the versions of one run have in common: a run resumes from its own versions only
     */
    public Optional<StoredVersion> latest(String name, String versionPrefix) throws IOException {
        return latest(name, versionPrefix, rounds -> true);
    }

    /**
     * The version with the most rounds among those of a run whose rounds a condition holds for.
     *
     * @param versionPrefix what the versions of the run have in common
     */
    public Optional<StoredVersion> latest(String name, String versionPrefix, LongPredicate condition)
            throws IOException {
        return startingWith(versionPrefix, versions(name)).stream()
                .filter(version -> condition.test(version.rounds()))
                .max(BY_ROUNDS);
    }

    /** All complete versions, the oldest first; incomplete ones are passed over with a warning. */
    public List<StoredVersion> versions(String name) throws IOException {
        List<StoredVersion> versions = new ArrayList<>();
        for (String version : folders(name, CheckpointLayout::isVersionName)) {
            Path folder = layout.version(name, version);
            try {
                if (isComplete(folder)) {
                    versions.add(stored(name, version));
                } else {
                    LOG.warn("Passing over {}: it has no manifest, so it was never finished", folder);
                }
            } catch (UserException e) {
                if (isComplete(folder)) {
                    throw e;
                }
                LOG.info("Passing over {}: it has just been removed", folder);
            }
        }
        versions.sort(BY_TIME);
        return versions;
    }

    /**
     * Deletes all but the newest versions of a run, and what its broken attempts left behind.
     *
     * @param versionPrefix what the versions of the run have in common
     * @param keep how many to keep, at least 1
     * @param also of those that it holds for, going by their rounds, the newest is kept besides
     */
    public void prune(String name, String versionPrefix, int keep, LongPredicate also) throws IOException {
        if (keep < 1) {
            throw new IllegalArgumentException("At least one version must be kept, not " + keep);
        }
        List<StoredVersion> own = new ArrayList<>(startingWith(versionPrefix, versions(name)));
        own.sort(BY_ROUNDS.reversed());
        Optional<StoredVersion> kept =
                own.stream().filter(version -> also.test(version.rounds())).findFirst();
        for (StoredVersion old : own.subList(Math.min(keep, own.size()), own.size())) {
            if (!kept.equals(Optional.of(old))) {
                remove(old);
            }
        }
        for (String leftover : folders(name, folder -> CheckpointLayout.isLeftover(folder, versionPrefix))) {
            fileSystem.delete(new Path(layout.model(name), leftover), true);
        }
        // A run that was killed between a version and its pointer has left an older one there.
        pointAtLatest(name);
    }

    /**
     * Writes a version anew, in place of one of the same name: the same numbers with more on the card.
     *
     * @throws IOException if writing fails; there may then be no such version
     */
    public StoredVersion replace(Checkpoint checkpoint) throws IOException {
        ModelCard.Model model = checkpoint.card().model();
        if (isComplete(layout.version(model.name(), model.version()))) {
            remove(stored(model.name(), model.version()));
        }
        return save(checkpoint);
    }

    /**
     * Deletes the versions of a run that have more rounds than one that it keeps.
     *
     * @param rounds of that one; 0 keeps none
     * @param versionPrefix what the versions of the run have in common
     */
    public void removeAfter(long rounds, String name, String versionPrefix) throws IOException {
        for (StoredVersion version : startingWith(versionPrefix, versions(name))) {
            if (version.rounds() > rounds) {
                remove(version);
            }
        }
        pointAtLatest(name);
    }

    private void remove(StoredVersion old) throws IOException {
        Path folder = layout.version(old.model(), old.version());
        // Out of the readers' sight first: deleting a folder takes several steps.
        Path removed = layout.removed(old.model(), old.version());
        fileSystem.delete(removed, true);
        if (!fileSystem.rename(folder, removed)) {
            throw new IOException("Cannot remove the checkpoint " + folder);
        }
        fileSystem.delete(removed, true);
        LOG.info("Removed {}", folder);
    }

    private Checkpoint load(String name, String version, Optional<String> expectedFamily) throws IOException {
        Path folder = layout.version(name, version);
        if (!fileSystem.exists(folder)) {
            throw UserException.data(
                    "load the checkpoint",
                    "version",
                    version,
                    folder + " does not exist",
                    "Choose one of "
                            + versions(name).stream()
                                    .map(StoredVersion::version)
                                    .toList());
        }
        VersionReader reader = new VersionReader(fileSystem, folder);
        Manifest manifest = reader.manifest();
        ModelDefinition definition = reader.definition(manifest);
        expectedFamily.ifPresent(family -> reader.requireFamily(definition, family));
        return reader.checkpoint(manifest, definition);
    }

    private StoredVersion stored(String name, String version) throws IOException {
        Manifest manifest = new VersionReader(fileSystem, layout.version(name, version)).manifest();
        return new StoredVersion(name, version, manifest.rounds(), manifest.saved(), manifest.bytes());
    }

    private List<String> folders(String name, Predicate<String> wanted) throws IOException {
        List<String> folders = new ArrayList<>();
        try {
            for (FileStatus status : fileSystem.listStatus(layout.model(name))) {
                if (status.isDirectory() && wanted.test(status.getPath().getName())) {
                    folders.add(status.getPath().getName());
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return folders;
    }

    private void makeRoom(String name, String version) throws IOException {
        Path target = layout.version(name, version);
        if (isComplete(target)) {
            throw UserException.data(
                    "save the checkpoint",
                    "version",
                    version,
                    target + " exists, and a version is never changed",
                    "Resume from it, or delete it");
        }
        if (fileSystem.exists(target)) {
            LOG.warn("Replacing {}: it has no manifest, so it was never finished", target);
            fileSystem.delete(target, true);
        }
    }

    private boolean isComplete(Path folder) throws IOException {
        return fileSystem.exists(new Path(folder, CheckpointLayout.MANIFEST));
    }

    private void pointAtLatest(String name) throws IOException {
        Optional<StoredVersion> latest = latest(name);
        if (latest.isPresent()) {
            point(latest.get());
        } else {
            fileSystem.delete(layout.pointer(name), false);
        }
    }

    private void point(StoredVersion version) throws IOException {
        byte[] pointer = CheckpointJson.write(version);
        AtomicFile.replace(fileSystem, layout.pointer(version.model()), out -> out.write(pointer));
    }

    private static List<StoredVersion> startingWith(String prefix, List<StoredVersion> versions) {
        return versions.stream()
                .filter(version -> version.version().startsWith(prefix))
                .toList();
    }
}
