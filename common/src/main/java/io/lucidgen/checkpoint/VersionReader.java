package io.lucidgen.checkpoint;

import io.lucidgen.error.UserException;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads the files of one version; what a file says is used only once its size and its sha256 have proved right. */
final class VersionReader {

    // Definitions and cards are a few kilobytes: anything far beyond that is no checkpoint of ours.
    private static final long MAX_JSON_BYTES = 16L << 20;

    private final FileSystem fileSystem;
    private final Path folder;

    VersionReader(FileSystem fileSystem, Path folder) {
        this.fileSystem = fileSystem;
        this.folder = folder;
    }

    Manifest manifest() throws IOException {
        Path file = new Path(folder, CheckpointLayout.MANIFEST);
        return guarded(file, () -> {
            FileStatus status = fileSystem.getFileStatus(file);
            if (status.getLen() > MAX_JSON_BYTES) {
                throw new IllegalArgumentException("it holds " + status.getLen() + " bytes");
            }
            try (InputStream in = fileSystem.open(file)) {
                return Manifest.read(in.readNBytes((int) MAX_JSON_BYTES));
            }
        });
    }

    Checkpoint checkpoint(Manifest manifest, ModelDefinition definition) throws IOException {
        ModelCard card = card(manifest);
        ModelState state = state(manifest, definition);
        return guarded(new Path(folder, CheckpointLayout.CARD), () -> new Checkpoint(definition, state, card));
    }

    private ModelCard card(Manifest manifest) throws IOException {
        return json(manifest, CheckpointLayout.CARD, bytes -> CheckpointJson.readKnown(bytes, ModelCard.class));
    }

    ModelDefinition definition(Manifest manifest) throws IOException {
        return json(manifest, CheckpointLayout.DEFINITION, CheckpointJson::readDefinition);
    }

    void requireFamily(ModelDefinition definition, String expected) {
        String family = definition.family();
        if (!family.equals(expected)) {
            throw UserException.data(
                    "load the checkpoint",
                    "model.family",
                    expected,
                    folder + " is a model of family " + family,
                    "Set model.family = " + family + ", or choose another model.name");
        }
    }

    /** The numbers, of which no more are made room for than the files really hold. */
    private ModelState state(Manifest manifest, ModelDefinition definition) throws IOException {
        StateIndex index = json(manifest, CheckpointLayout.STATE, bytes -> {
            StateIndex read = CheckpointJson.read(bytes, StateIndex.class);
            read.requireFits(definition);
            requireFiles(read, manifest);
            return read;
        });
        SortedMap<String, SlotVector> slots = new TreeMap<>();
        for (StateIndex.Slot slot : index.slots()) {
            slots.put(
                    slot.name(),
                    verified(
                            manifest,
                            slot.file(),
                            in -> SlotFile.read(in, slot.precision(), Math.toIntExact(slot.length()))));
        }
        return new ModelState(slots, index.counters(), index.cursors());
    }

    private static void requireFiles(StateIndex index, Manifest manifest) {
        Set<String> unused = new TreeSet<>(manifest.files().keySet());
        unused.removeIf(file -> !file.startsWith(CheckpointLayout.SLOTS));
        for (StateIndex.Slot slot : index.slots()) {
            Manifest.Entry entry = manifest.files().get(slot.file());
            if (entry == null || entry.size() != slot.bytes()) {
                throw new IllegalArgumentException("slot %s of %d values needs %d bytes, and the manifest lists %s"
                        .formatted(slot.name(), slot.length(), slot.bytes(), entry == null ? "none" : entry.size()));
            }
            unused.remove(slot.file());
        }
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("the manifest lists " + unused + ", which are files of no slot");
        }
        if (manifest.rounds() != index.counters().rounds()) {
            throw new IllegalArgumentException("it holds %d rounds, and the manifest says %d"
                    .formatted(index.counters().rounds(), manifest.rounds()));
        }
    }

    private <T> T json(Manifest manifest, String file, Function<byte[], T> parse) throws IOException {
        if (manifest.files().get(file).size() > MAX_JSON_BYTES) {
            throw broken(
                    new Path(folder, file),
                    "it holds " + manifest.files().get(file).size() + " bytes, more than the " + MAX_JSON_BYTES
                            + " that are allowed");
        }
        byte[] bytes = verified(manifest, file, InputStream::readAllBytes);
        return guarded(new Path(folder, file), () -> parse.apply(bytes));
    }

    private <T> T verified(Manifest manifest, String file, Read<T> read) throws IOException {
        Path path = new Path(folder, file);
        Manifest.Entry expected = manifest.files().get(file);
        return guarded(path, () -> {
            long size = fileSystem.getFileStatus(path).getLen();
            if (size != expected.size()) {
                throw new IllegalArgumentException(
                        "it holds " + size + " bytes, and " + expected.size() + " were written");
            }
            MessageDigest sha256 = Sha256.start();
            T content;
            try (InputStream in = new DigestInputStream(fileSystem.open(path), sha256)) {
                content = read.from(in);
            }
            if (!Sha256.hex(sha256).equals(expected.sha256())) {
                throw new IllegalArgumentException("its content is not what was written (sha256)");
            }
            return content;
        });
    }

    /** Turns what is wrong with a file into a message for its reader; failures of the machine stay as they are. */
    private <T> T guarded(Path file, Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (FileNotFoundException e) {
            throw broken(file, "it is missing").causedBy(e);
        } catch (ChecksumException | EOFException e) {
            throw broken(file, "it is damaged (" + e.getMessage() + ")").causedBy(e);
        } catch (IllegalArgumentException e) {
            throw broken(file, e.getMessage()).causedBy(e);
        }
    }

    private UserException broken(Path file, String reason) {
        return UserException.data(
                "use the checkpoint",
                "file",
                file,
                reason,
                "Restore the folder " + folder + " from a copy, or delete it to fall back on an earlier version");
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    private interface Read<T> {
        T from(InputStream in) throws IOException;
    }
}
