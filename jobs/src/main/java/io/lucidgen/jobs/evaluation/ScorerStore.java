package io.lucidgen.jobs.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lucidgen.checkpoint.AtomicFile;
import io.lucidgen.error.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The scorers below a root: {@code scorers/<dataset>/<fingerprint>/}, each complete or not there. */
final class ScorerStore {
    private static final String NETWORK = "network.json";
    private static final String PARAMETERS = "parameters.bin";
    private static final String CARD = "scorer.json";
    private static final int FOLDER_DIGITS = 16;

    private final FileSystem files;
    private final Path root;

    ScorerStore(FileSystem files, Path root) {
        this.files = files;
        this.root = root;
    }

    /**
     * The scorer of a fingerprint, when there is one.
     *
     * @throws UserException (exit 3) when it was altered after it was saved
     */
    Optional<Scorer> find(String dataset, String fingerprint) throws IOException {
        Path folder = folder(dataset, fingerprint);
        byte[] json;
        try {
            json = read(new Path(folder, CARD));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        try {
            ScorerCard card = ScorerCard.fromJson(json);
            byte[] network = read(new Path(folder, NETWORK));
            byte[] parameters = read(new Path(folder, PARAMETERS));
            if (!card.fingerprint().equals(fingerprint)) {
                throw altered(folder, CARD + " is that of another scorer");
            }
            requireHash(folder, NETWORK, network, card.networkSha256());
            requireHash(folder, PARAMETERS, parameters, card.parametersSha256());
            return Optional.of(new Scorer(card, new String(network, StandardCharsets.UTF_8), floats(parameters)));
        } catch (FileNotFoundException | JsonProcessingException e) {
            throw altered(folder, e.getMessage()).causedBy(e);
        }
    }

    /**
     * Saves a scorer: its folder appears whole, by one rename.
     *
     * @return what is there afterwards: the scorer of another run, when that was faster
     */
    Scorer save(Scorer scorer) throws IOException {
        ScorerCard card = scorer.card();
        Path folder = folder(card.dataset(), card.fingerprint());
        Optional<Scorer> faster = find(card.dataset(), card.fingerprint());
        if (faster.isPresent()) {
            return faster.get();
        }
        Path staging = new Path(folder.getParent(), "_" + folder.getName());
        files.delete(staging, true);
        try {
            write(new Path(staging, NETWORK), scorer.network().getBytes(StandardCharsets.UTF_8));
            write(new Path(staging, PARAMETERS), bytes(scorer.parameters()));
            write(new Path(staging, CARD), card.toJson());
            // A folder without a card is none of ours: nothing else writes here.
            files.delete(folder, true);
            if (!files.rename(staging, folder)) {
                throw new IOException("Cannot move " + staging + " to " + folder);
            }
        } catch (IOException e) {
            files.delete(staging, true);
            throw e;
        }
        return scorer;
    }

    /** Little-endian float32. */
    static byte[] bytes(float[] parameters) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(parameters.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(parameters);
        return buffer.array();
    }

    private static float[] floats(byte[] bytes) {
        float[] parameters = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(parameters);
        return parameters;
    }

    private Path folder(String dataset, String fingerprint) {
        return new Path(root, "scorers/" + dataset + "/" + fingerprint.substring(0, FOLDER_DIGITS));
    }

    private void write(Path file, byte[] content) throws IOException {
        AtomicFile.replace(files, file, out -> out.write(content));
    }

    private byte[] read(Path file) throws IOException {
        try (FSDataInputStream in = files.open(file)) {
            return in.readAllBytes();
        }
    }

    private static void requireHash(Path folder, String file, byte[] content, String expected) {
        if (!ScorerCard.sha256(content).equals(expected)) {
            throw altered(folder, file + " is not what " + CARD + " says");
        }
    }

    private static UserException altered(Path folder, String reason) {
        return UserException.data(
                "load the scorer",
                "folder",
                folder,
                "it was altered after it was saved: " + reason,
                "Delete the folder: the scorer is then trained again, and scores by the old one do not compare");
    }
}
