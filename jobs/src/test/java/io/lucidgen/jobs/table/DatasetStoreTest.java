package io.lucidgen.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.Split;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetStoreTest {
    @TempDir
    java.nio.file.Path folder;

    private final Ticking clock = new Ticking();
    private DatasetStore store;

    @BeforeEach
    void open() throws IOException {
        store = new DatasetStore(FileSystem.getLocal(new Configuration()), path(folder.resolve("root")), clock);
    }

    @Test
    void theDatasetPublishedLastIsTheNewest() throws IOException {
        StoredDataset first = publish('a', "one");
        StoredDataset second = publish('b', "two");
        assertThat(store.newest("tiny")).contains(second);
        assertThat(store.find("tiny", first.description().fingerprint())).contains(first);
        assertThat(second.folder().getName()).isEqualTo("b".repeat(16));
    }

    @Test
    void aDatasetThatIsFoundAgainBecomesTheNewestOnce() throws IOException {
        StoredDataset first = publish('a', "one");
        StoredDataset second = publish('b', "two");
        StoredDataset renewed = store.renew(first);
        assertThat(store.newest("tiny")).contains(renewed);
        assertThat(renewed.folder()).isEqualTo(first.folder());
        assertThat(renewed.manifest().published()).isAfter(second.manifest().published());
        assertThat(store.renew(renewed)).isEqualTo(renewed);
    }

    @Test
    void aFolderWithoutAManifestIsNoDatasetAndGivesWay() throws IOException {
        StoredDataset broken = publish('a', "half");
        Files.delete(local(broken.folder()).resolve("manifest.json"));
        assertThat(store.newest("tiny")).isEmpty();
        assertThat(store.find("tiny", broken.description().fingerprint())).isEmpty();
        StoredDataset whole = publish('a', "whole");
        assertThat(store.newest("tiny")).contains(whole);
        assertThat(local(whole.folder(Split.TRAIN)).resolve("part-0")).hasContent("whole");
    }

    @Test
    void aSlowerRunFindsTheFasterOnesDatasetAndLeavesIt() throws IOException {
        StoredDataset faster = publish('a', "faster");
        assertThat(publish('a', "slower")).isEqualTo(faster);
        assertThat(local(faster.folder(Split.TRAIN)).resolve("part-0")).hasContent("faster");
        assertThat(folder.resolve("staged")).doesNotExist();
    }

    @Test
    void refusesADatasetWhoseFilesAreGoneOrCutShort() throws IOException {
        StoredDataset stored = publish('a', "content");
        java.nio.file.Path part = local(stored.folder(Split.TRAIN)).resolve("part-0");
        Files.delete(part.resolveSibling(".part-0.crc"));
        Files.writeString(part, "cont");
        assertThatThrownBy(() -> store.newest("tiny"))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
                .hasMessageContaining("split=TRAIN/part-0 has 4 bytes, its manifest says 7 bytes");
        Files.delete(part);
        assertThatThrownBy(() -> store.newest("tiny")).hasMessageContaining("split=TRAIN/part-0 is missing");
    }

    @Test
    void refusesAManifestThatIsNone() throws IOException {
        StoredDataset stored = publish('a', "content");
        Files.writeString(local(stored.folder()).resolve("manifest.json"), "{");
        assertThatThrownBy(() -> store.newest("tiny"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("not a dataset manifest");
    }

    private StoredDataset publish(char digit, String content) throws IOException {
        FileSystem files = FileSystem.getLocal(new Configuration());
        Path staged = path(folder.resolve("staged"));
        try (var out = files.create(new Path(new Path(staged, DatasetTable.folder(Split.TRAIN)), "part-0"))) {
            out.writeBytes(content);
        }
        DatasetDescription description = new DatasetDescription(
                1,
                "tiny",
                Modality.IMAGE,
                SampleShape.image(1, 2, 2),
                FeatureType.UINT8,
                new FeatureStatistics(0, 2, 1, 1, 4),
                List.of("a"),
                Map.of(Split.TRAIN, 1L, Split.TEST, 1L),
                0,
                String.valueOf(digit).repeat(64));
        return store.publish(staged, description, "run");
    }

    private static Path path(java.nio.file.Path local) {
        return new Path(local.toUri());
    }

    private static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }

    /** A clock on which a second passes whenever it is read. */
    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
