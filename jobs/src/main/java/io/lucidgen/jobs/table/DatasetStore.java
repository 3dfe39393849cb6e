package io.lucidgen.jobs.table;

import io.lucidgen.checkpoint.AtomicFile;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.DatasetManifest.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** The datasets below a root, each in {@code datasets/<name>/<first 16 digits of its fingerprint>}. */
public final class DatasetStore {
    private static final String DESCRIPTION = "description.json";
    private static final String MANIFEST = "manifest.json";

    private static final Comparator<StoredDataset> BY_TIME = Comparator.comparing(
                    (StoredDataset dataset) -> dataset.manifest().published())
            .thenComparing(dataset -> dataset.description().fingerprint());

    private final FileSystem files;
    private final Path root;
    private final Clock clock;

    public DatasetStore(FileSystem files, Path root) {
        this(files, root, Clock.systemUTC());
    }

    DatasetStore(FileSystem files, Path root, Clock clock) {
        this.files = files;
        this.root = files.makeQualified(root);
        this.clock = clock;
    }

    /**
     * The dataset with a content, when it is complete.
     *
     * @throws UserException (exit 3) when files of it have gone or changed since
     */
    public Optional<StoredDataset> find(String name, String fingerprint) throws IOException {
        return whole(peek(new Path(folder(name), DatasetDescription.shorten(fingerprint))));
    }

    /**
     * The complete dataset of a name that was published last.
     *
     * @throws UserException (exit 3) when files of it have gone or changed since
     */
    public Optional<StoredDataset> newest(String name) throws IOException {
        List<StoredDataset> complete = new ArrayList<>();
        for (FileStatus status : list(folder(name))) {
            if (status.isDirectory()) {
                peek(status.getPath()).ifPresent(complete::add);
            }
        }
        return whole(complete.stream().max(BY_TIME));
    }

    /**
     * Makes a dataset of a folder that holds the Parquet files of one: adds the description, moves the whole folder to
     * its place, and writes the manifest last.
     *
     * @param staged on the same file system; gone afterwards
     * @return what is there afterwards: the dataset of another run, when that was faster
     */
    public StoredDataset publish(Path staged, DatasetDescription description, String runId) throws IOException {
        Path folder = new Path(folder(description.name()), description.shortFingerprint());
        Optional<StoredDataset> faster = whole(peek(folder));
        if (faster.isPresent()) {
            files.delete(staged, true);
            return faster.get();
        }
        AtomicFile.replace(
                files,
                new Path(staged, DESCRIPTION),
                out -> out.write((description.toJson() + "\n").getBytes(StandardCharsets.UTF_8)));
        List<StoredFile> stored = sizes(staged).entrySet().stream()
                .map(file -> new StoredFile(file.getKey(), file.getValue()))
                .sorted(Comparator.comparing(StoredFile::path))
                .toList();
        // What still lies there has no manifest: a run died between its last two steps.
        files.delete(folder, true);
        files.mkdirs(folder.getParent());
        if (!files.rename(staged, folder)) {
            throw new IOException("Cannot move " + staged + " to " + folder);
        }
        DatasetManifest manifest = new DatasetManifest(
                DatasetManifest.SCHEMA_VERSION, description.fingerprint(), clock.instant(), runId, stored);
        writeManifest(folder, manifest);
        return new StoredDataset(folder, description, manifest);
    }

    /** Makes a dataset the newest of its name again, when the raw files hold its content once more. */
    public StoredDataset renew(StoredDataset dataset) throws IOException {
        Instant newest = newest(dataset.description().name())
                .map(other -> other.manifest().published())
                .orElse(Instant.MIN);
        if (!newest.isAfter(dataset.manifest().published())) {
            return dataset;
        }
        DatasetManifest manifest = dataset.manifest().publishedAt(clock.instant());
        writeManifest(dataset.folder(), manifest);
        return new StoredDataset(dataset.folder(), dataset.description(), manifest);
    }

    private Path folder(String name) {
        return new Path(new Path(root, "datasets"), name);
    }

    private Optional<StoredDataset> peek(Path folder) throws IOException {
        Optional<String> manifest = readText(new Path(folder, MANIFEST));
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        String description =
                readText(new Path(folder, DESCRIPTION)).orElseThrow(() -> damaged(folder, DESCRIPTION + " is missing"));
        try {
            return Optional.of(new StoredDataset(
                    folder, DatasetDescription.fromJson(description), DatasetManifest.fromJson(manifest.get())));
        } catch (IllegalArgumentException e) {
            throw damaged(folder, e.getMessage()).causedBy(e);
        }
    }

    private Optional<StoredDataset> whole(Optional<StoredDataset> dataset) throws IOException {
        if (dataset.isEmpty()) {
            return dataset;
        }
        Path folder = dataset.get().folder();
        Map<String, Long> found = sizes(folder);
        for (StoredFile file : dataset.get().manifest().files()) {
            Long bytes = found.get(file.path());
            if (bytes == null || bytes != file.bytes()) {
                String state = bytes == null ? " is missing" : " has " + bytes + " bytes";
                throw damaged(folder, file.path() + state + ", its manifest says " + file.bytes() + " bytes");
            }
        }
        return dataset;
    }

    private static UserException damaged(Path folder, String reason) {
        return UserException.data(
                "read the dataset", "folder", folder, reason, "Delete the folder and run ingest again");
    }

    private Map<String, Long> sizes(Path folder) throws IOException {
        String base = files.makeQualified(folder).toUri().getPath() + Path.SEPARATOR;
        Map<String, Long> sizes = new HashMap<>();
        RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
        while (all.hasNext()) {
            LocatedFileStatus file = all.next();
            sizes.put(file.getPath().toUri().getPath().substring(base.length()), file.getLen());
        }
        return sizes;
    }

    private void writeManifest(Path folder, DatasetManifest manifest) throws IOException {
        byte[] json = (manifest.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.replace(files, new Path(folder, MANIFEST), out -> out.write(json));
    }

    private Optional<String> readText(Path file) throws IOException {
        try (FSDataInputStream in = files.open(file)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
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
