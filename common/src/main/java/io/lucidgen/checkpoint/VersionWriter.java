package io.lucidgen.checkpoint;

import io.lucidgen.checkpoint.AtomicFile.Content;
import io.lucidgen.model.ModelState;
import java.io.IOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Writes the files of one version into a folder that nobody reads yet, the manifest last. */
final class VersionWriter {

    private final FileSystem fileSystem;
    private final Path folder;
    private final SortedMap<String, Manifest.Entry> files = new TreeMap<>();

    VersionWriter(FileSystem fileSystem, Path folder) {
        this.fileSystem = fileSystem;
        this.folder = folder;
    }

    void write(Checkpoint checkpoint, Instant now) throws IOException {
        ModelState state = checkpoint.state();
        StateIndex index = StateIndex.of(state);
        for (StateIndex.Slot slot : index.slots()) {
            add(slot.file(), out -> SlotFile.write(state.slot(slot.name()), out));
        }
        addJson(CheckpointLayout.DEFINITION, checkpoint.definition());
        addJson(CheckpointLayout.STATE, index);
        addJson(CheckpointLayout.CARD, checkpoint.card());
        byte[] manifest = CheckpointJson.write(Manifest.of(now, state.counters().rounds(), files));
        AtomicFile.replace(fileSystem, new Path(folder, CheckpointLayout.MANIFEST), out -> out.write(manifest));
    }

    private void addJson(String file, Object value) throws IOException {
        byte[] json = CheckpointJson.write(value);
        add(file, out -> out.write(json));
    }

    private void add(String file, Content content) throws IOException {
        MessageDigest sha256 = Sha256.start();
        Path path = new Path(folder, file);
        AtomicFile.write(fileSystem, path, out -> content.writeTo(new DigestOutputStream(out, sha256)));
        files.put(file, new Manifest.Entry(fileSystem.getFileStatus(path).getLen(), Sha256.hex(sha256)));
    }
}
