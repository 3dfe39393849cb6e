package io.lucidgen.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class DamagedCheckpointTest {

    private static final String MODEL = Checkpoints.MODEL;
    private static final String VERSION = Checkpoints.version(50);
    private static final Checkpoint WHOLE = Checkpoints.gan(50, DataType.FLOAT);

    @TempDir
    private Path root;

    private LocalFileSystem checksummed;
    private CheckpointStore store;

    @BeforeEach
    void save() throws IOException {
        checksummed = FileSystem.getLocal(new Configuration());
        // Without Hadoop's own checksums, so that nothing but the manifest can notice the damage.
        store = new CheckpointStore(checksummed.getRaw(), new org.apache.hadoop.fs.Path(root.toUri()));
        store.save(WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slots/generator.parameters.bin",
                "slots/generator.first-moments.bin",
                "slots/discriminator.parameters.bin",
                "slots/discriminator.first-moments.bin",
                "definition.json",
                "state.json",
                "card.json"
            })
    void anAlteredCutOrMissingFileIsRefusedByName(String name) throws IOException {
        Path file = folder().resolve(name);
        byte[] whole = Files.readAllBytes(file);

        for (int position : new int[] {0, whole.length / 2, whole.length - 1}) {
            byte[] flipped = whole.clone();
            flipped[position] ^= 1;
            Files.write(file, flipped);
            assertRefused(name);
        }
        for (int length : new int[] {0, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(name);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertRefused(name);
        Files.delete(file);
        assertRefused(name);
        Files.write(file, whole);
        assertThat(store.load(MODEL, VERSION)).isEqualTo(WHOLE);
    }

    @Test
    void noSingleFlippedBitOfTheManifestChangesWhatIsLoaded() throws IOException {
        Path file = folder().resolve("manifest.json");
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        for (int position = 0; position < whole.length; position++) {
            byte[] flipped = whole.clone();
            flipped[position] ^= 4;
            Files.write(file, flipped);
            try {
                assertThat(store.load(MODEL, VERSION)).isEqualTo(WHOLE);
            } catch (UserException e) {
                assertThat(e.exitCode()).isEqualTo(ExitCode.DATA);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void aCutManifestIsRefusedAndNotTakenForAnUnfinishedVersion(int length) throws IOException {
        Path file = folder().resolve("manifest.json");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertRefused("manifest.json");
        assertBadData(() -> store.latest(MODEL), "manifest.json");
    }

    @Test
    void damageThatHadoopNoticesFirstIsReportedInTheSameWay() throws IOException {
        CheckpointStore other = new CheckpointStore(
                checksummed, new org.apache.hadoop.fs.Path(root.resolve("other").toUri()));
        other.save(WHOLE);
        Path file = root.resolve("other/models")
                .resolve(MODEL)
                .resolve(VERSION)
                .resolve("slots/generator.first-moments.bin");
        byte[] bytes = Files.readAllBytes(file);
        bytes[5] ^= 1;
        Files.write(file, bytes);

        assertBadData(() -> other.load(MODEL, VERSION), "generator.first-moments");
    }

    @Test
    void aHugeSlotIsRefusedBeforeRoomIsMadeForIt() throws IOException {
        // 2^31 - 9 doubles would need 16 GiB, several times what this process may have.
        forge("state.json", text -> text.replace("\"length\" : 88", "\"length\" : 2147483639"));
        assertRefused("state.json");
        forge("state.json", text -> text.replace("\"length\" : 2147483639", "\"length\" : 9000000000000000000"));
        assertRefused("state.json");
        forge("state.json", text -> text.replace("\"length\" : 9000000000000000000", "\"length\" : -1"));
        assertRefused("state.json");
    }

    @Test
    void aDefinitionWithMoreParametersThanItsSlotIsRefused() throws IOException {
        forge("definition.json", text -> text.replace("\"units\" : 5", "\"units\" : 2147483647"));
        assertBadData(() -> store.load(MODEL, VERSION), "generator");
    }

    @Test
    void anOperationThatIsNotListedIsNotCreated() throws IOException {
        forge("definition.json", text -> text.replace("\"type\" : \"dropout\"", "\"type\" : \"java.io.File\""));
        assertRefused("definition.json");
    }

    @Test
    void aManifestThatNamesAFileElsewhereIsRefused() throws IOException {
        Path secret = Files.write(root.resolve("secret.bin"), new byte[] {1});
        Manifest manifest = manifest();
        TreeMap<String, Manifest.Entry> files = new TreeMap<>(manifest.files());
        for (String file : List.of("slots/../../../../secret.bin", secret.toString(), "other.json", "slots/a")) {
            TreeMap<String, Manifest.Entry> forged = new TreeMap<>(files);
            forged.put(file, new Manifest.Entry(1, "00"));
            write(Manifest.of(manifest.saved(), manifest.rounds(), forged));
            assertRefused("manifest.json");
        }
    }

    @Test
    void aSlotWhoseNameLeadsElsewhereIsRefused() throws IOException {
        forge("state.json", text -> text.replace("generator.first-moments", "../generator.first-moments"));
        assertRefused("state.json");
    }

    @Test
    void aManifestOfALaterFormatIsRefusedByItsVersion() throws IOException {
        Path file = folder().resolve("manifest.json");
        Files.writeString(file, Files.readString(file).replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));

        assertBadData(() -> store.load(MODEL, VERSION), "version 2");
    }

    /** Alters a file and the manifest along with it, as somebody would who wants to be believed. */
    private void forge(String name, java.util.function.UnaryOperator<String> change) throws IOException {
        Path file = folder().resolve(name);
        String before = Files.readString(file);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
        byte[] bytes = after.getBytes(StandardCharsets.UTF_8);
        java.security.MessageDigest sha256 = Sha256.start();
        sha256.update(bytes);
        Manifest manifest = manifest();
        TreeMap<String, Manifest.Entry> files = new TreeMap<>(manifest.files());
        files.put(name, new Manifest.Entry(bytes.length, Sha256.hex(sha256)));
        write(Manifest.of(manifest.saved(), manifest.rounds(), files));
    }

    private Manifest manifest() throws IOException {
        return CheckpointJson.read(Files.readAllBytes(folder().resolve("manifest.json")), Manifest.class);
    }

    private void write(Manifest manifest) throws IOException {
        assertThat(manifest.saved()).isBefore(Instant.now().plusSeconds(1));
        Files.write(folder().resolve("manifest.json"), CheckpointJson.write(manifest));
    }

    private void assertRefused(String name) {
        assertBadData(() -> store.load(MODEL, VERSION), name);
    }

    private static void assertBadData(ThrowingCallable action, String part) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
                .hasMessageContaining(part)
                .hasMessageContaining("Restore the folder");
    }

    private Path folder() {
        return root.resolve("models").resolve(MODEL).resolve(VERSION);
    }
}
