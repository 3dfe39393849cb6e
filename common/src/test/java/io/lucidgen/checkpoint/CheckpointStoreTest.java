package io.lucidgen.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class CheckpointStoreTest {

    private static final String MODEL = Checkpoints.MODEL;
    private static final String RUN = Checkpoints.RUN;

    @TempDir
    private java.nio.file.Path root;

    private FileSystem fileSystem;
    private CheckpointStore store;

    @BeforeEach
    void open() throws IOException {
        fileSystem = FileSystem.getLocal(new Configuration());
        store = new CheckpointStore(fileSystem, new Path(root.toUri()));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void loadsExactlyWhatItSaved(DataType precision) throws IOException {
        Checkpoint checkpoint = Checkpoints.gan(50, precision);

        StoredVersion stored = store.save(checkpoint);

        assertThat(store.load(MODEL, stored.version(), "gan")).isEqualTo(checkpoint);
        assertThat(stored.rounds()).isEqualTo(50);
    }

    @Test
    void aStoreThatDoesNotExistYetHasNoVersions() throws IOException {
        assertThat(store.versions(MODEL)).isEmpty();
        assertThat(store.latest(MODEL)).isEmpty();
        assertThat(store.latest(MODEL, RUN)).isEmpty();
    }

    @Test
    void theNewestCompleteVersionWins() throws IOException {
        store.save(Checkpoints.gan(50, DataType.FLOAT));
        store.save(Checkpoints.gan(100, DataType.FLOAT));
        store.save(Checkpoints.gan(150, DataType.FLOAT));
        Files.delete(folder(150).resolve("manifest.json"));

        assertThat(store.latest(MODEL, RUN)).map(StoredVersion::rounds).contains(100L);
        assertThat(store.latest(MODEL)).map(StoredVersion::rounds).contains(100L);
        assertThat(store.versions(MODEL)).extracting(StoredVersion::rounds).containsExactly(50L, 100L);
    }

    @Test
    void aRunDoesNotResumeFromTheVersionsOfAnother() throws IOException {
        store.save(Checkpoints.gan(50, DataType.FLOAT));
        store.save(Checkpoints.gan("2024-03-01-ffffffff-r000900", 900, DataType.FLOAT));

        assertThat(store.latest(MODEL, RUN)).map(StoredVersion::rounds).contains(50L);
    }

    @Test
    void aClockThatGoesBackDoesNotMakeARunResumeFromFewerRounds() throws IOException {
        at("2024-03-01T02:00:00Z").save(Checkpoints.gan(100, DataType.FLOAT));
        at("2024-03-01T01:00:00Z").save(Checkpoints.gan(1_000_000, DataType.FLOAT));

        assertThat(store.latest(MODEL, RUN)).map(StoredVersion::rounds).contains(1_000_000L);
    }

    @Test
    void aVersionIsNeverOverwritten() throws IOException {
        Checkpoint first = Checkpoints.gan(50, DataType.FLOAT);
        store.save(first);

        assertThatThrownBy(() -> store.save(Checkpoints.gan(50, DataType.DOUBLE)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("never changed");
        assertThat(store.load(MODEL, Checkpoints.version(50))).isEqualTo(first);
    }

    @Test
    void anUnfinishedVersionDoesNotBlockItsOwnSecondAttempt() throws IOException {
        Checkpoint checkpoint = Checkpoints.gan(50, DataType.FLOAT);
        store.save(checkpoint);
        Files.delete(folder(50).resolve("manifest.json"));

        store.save(checkpoint);

        assertThat(store.load(MODEL, Checkpoints.version(50))).isEqualTo(checkpoint);
    }

    @Test
    void aModelOfAnotherFamilyIsRefusedBeforeItsNumbersAreRead() throws IOException {
        store.save(Checkpoints.gan(50, DataType.FLOAT));

        assertThatThrownBy(() -> store.load(MODEL, Checkpoints.version(50), "vae"))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
                .hasMessageContaining("model.family=vae")
                .hasMessageContaining("family gan");
    }

    @Test
    void aVersionThatDoesNotExistIsNamedTogetherWithThoseThatDo() throws IOException {
        store.save(Checkpoints.gan(50, DataType.FLOAT));

        assertThatThrownBy(() -> store.load(MODEL, Checkpoints.version(51)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(Checkpoints.version(50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../elsewhere", "_staging-x", "", "a/b", "."})
    void aNameThatLeadsElsewhereIsRefused(String version) {
        assertThatThrownBy(() -> store.load(MODEL, version)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.versions(version)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pruneKeepsTheNewestOfTheRunAndEverythingOfOtherRuns() throws IOException {
        for (int rounds : new int[] {50, 100, 150}) {
            store.save(Checkpoints.gan(rounds, DataType.FLOAT));
        }
        store.save(Checkpoints.gan("2024-02-29-ffffffff-r000010", 10, DataType.FLOAT));
        Files.createDirectories(folder(50).resolveSibling("_staging-" + Checkpoints.version(75)));

        store.prune(MODEL, RUN, 2, rounds -> false);

        assertThat(root.resolve("models").resolve(MODEL))
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("_"))
                .isDirectoryNotContaining(path -> path.endsWith(Checkpoints.version(50)));
        assertThat(store.versions(MODEL)).extracting(StoredVersion::rounds).containsExactlyInAnyOrder(10L, 100L, 150L);
    }

    @Test
    void pruneKeepsTheNewestOfSomeOthersBesides() throws IOException {
        for (int rounds : new int[] {50, 100, 150, 200}) {
            store.save(Checkpoints.gan(rounds, DataType.FLOAT));
        }

        store.prune(MODEL, RUN, 1, rounds -> rounds < 150);

        assertThat(store.versions(MODEL)).extracting(StoredVersion::rounds).containsExactly(100L, 200L);
        assertThat(store.latest(MODEL, RUN, rounds -> rounds < 150))
                .map(StoredVersion::rounds)
                .contains(100L);
        assertThat(store.latest(MODEL, RUN, rounds -> rounds < 100)).isEmpty();
    }

    @Test
    void whatComesAfterAVersionIsTakenBackTogetherWithThePointer() throws IOException {
        store.save(Checkpoints.gan(50, DataType.FLOAT));
        store.save(Checkpoints.gan(100, DataType.FLOAT));

        store.removeAfter(50, MODEL, RUN);
        assertThat(pointer().version()).isEqualTo(Checkpoints.version(50));
        store.removeAfter(0, MODEL, RUN);

        assertThat(store.versions(MODEL)).isEmpty();
        assertThat(folder(50).resolveSibling("latest.json")).doesNotExist();
    }

    @Test
    void thePointerNamesTheVersionThatWasSavedLast() throws IOException {
        store.save(Checkpoints.gan(50, DataType.FLOAT));
        store.save(Checkpoints.gan(100, DataType.FLOAT));

        assertThat(pointer().version()).isEqualTo(Checkpoints.version(100));
    }

    @Test
    void aChecksumLeftByACopyDoesNotMakeTheNewPointerUnreadable() throws IOException {
        store.save(Checkpoints.gan(50, DataType.FLOAT));
        Path pointer = new Path(folder(50).resolveSibling("latest.json").toUri());
        fileSystem.create(pointer, true).close();
        store.save(Checkpoints.gan(100, DataType.FLOAT));

        try (InputStream in = fileSystem.open(pointer)) {
            assertThat(in.readAllBytes()).asString().contains(Checkpoints.version(100));
        }
    }

    @Test
    void aRunKilledBetweenVersionAndPointerResumesFromThatVersionAndMendsThePointer() throws IOException {
        store.save(Checkpoints.gan(50, DataType.FLOAT));
        CheckpointStore dying =
                new CheckpointStore(new FailingFileSystem(fileSystem, "latest", 0, "killed"), new Path(root.toUri()));
        assertThatThrownBy(() -> dying.save(Checkpoints.gan(100, DataType.FLOAT)))
                .hasMessageContaining("killed");
        assertThat(pointer().version()).isEqualTo(Checkpoints.version(50));

        assertThat(store.latest(MODEL, RUN)).map(StoredVersion::rounds).contains(100L);
        assertThat(store.latest(MODEL)).map(StoredVersion::rounds).contains(100L);
        store.prune(MODEL, RUN, 1, rounds -> false);

        assertThat(pointer().version()).isEqualTo(Checkpoints.version(100));
        assertThat(store.load(MODEL, pointer().version())).isEqualTo(Checkpoints.gan(100, DataType.FLOAT));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 700, 3_000})
    void aFullDiskLeavesNoVersionAndSaysWhy(int bytes) throws IOException {
        store.save(Checkpoints.gan(50, DataType.FLOAT));
        CheckpointStore full = new CheckpointStore(
                new FailingFileSystem(fileSystem, "", bytes, "No space left on device"), new Path(root.toUri()));

        assertThatThrownBy(() -> full.save(Checkpoints.gan(100, DataType.FLOAT)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot save the checkpoint")
                .hasMessageContaining("No space left on device");

        assertThat(folder(100)).doesNotExist();
        assertThat(folder(100).resolveSibling("_staging-" + Checkpoints.version(100)))
                .doesNotExist();
        assertThat(store.latest(MODEL)).map(StoredVersion::rounds).contains(50L);
        store.save(Checkpoints.gan(100, DataType.FLOAT));
        assertThat(store.latest(MODEL)).map(StoredVersion::rounds).contains(100L);
    }

    @Test
    void aStateThatDoesNotFitItsNetworksIsNeverSaved() {
        Checkpoint good = Checkpoints.gan(50, DataType.FLOAT);
        TreeMap<String, SlotVector> slots = new TreeMap<>(good.state().slots());
        slots.remove("generator.parameters");

        assertThatThrownBy(() -> new Checkpoint(
                        good.definition(),
                        new ModelState(
                                slots, good.state().counters(), good.state().cursors()),
                        good.card()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("generator.parameters");
    }

    private CheckpointStore at(String time) {
        return new CheckpointStore(
                fileSystem, new Path(root.toUri()), Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }

    private StoredVersion pointer() throws IOException {
        return CheckpointJson.read(Files.readAllBytes(folder(50).resolveSibling("latest.json")), StoredVersion.class);
    }

    private java.nio.file.Path folder(int rounds) {
        return root.resolve("models").resolve(MODEL).resolve(Checkpoints.version(rounds));
    }
}
