package io.lucidgen.data;

import static io.lucidgen.data.IdxFiles.gzip;
import static io.lucidgen.data.IdxFiles.images;
import static io.lucidgen.data.IdxFiles.join;
import static io.lucidgen.data.IdxFiles.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {
    private static final byte[] IMAGES = images(12, 3, 4);
    private static final byte[] LABELS = labels(12);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsImagesInStepWithLabelsPackedOrNot(boolean packed) {
        IdxReader reader = packed ? reader(gzip(IMAGES), gzip(LABELS)) : reader(IMAGES, LABELS);
        assertThat(reader.layout().shape()).isEqualTo(SampleShape.image(1, 3, 4));
        List<SourceRecord> records = drain(reader);
        assertThat(records).hasSize(12);
        Sample sample = (Sample) records.get(11);
        assertThat(sample.id()).isEqualTo("train-00000011");
        assertThat(sample.split()).isEqualTo(Split.TRAIN);
        assertThat(sample.label()).isEqualTo(1);
        assertThat(sample.features()).hasSize(12);
        assertThat(sample.features()[5]).isEqualTo(IdxFiles.pixel(11, 5));
    }

    @Test
    void theContentHashIsThatOfTheUnpackedFiles() throws Exception {
        HexFormat hex = HexFormat.of();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        String expected = hex.formatHex(sha256.digest(IMAGES)) + "," + hex.formatHex(sha256.digest(LABELS));
        for (IdxReader reader : List.of(reader(IMAGES, LABELS), reader(gzip(IMAGES), gzip(LABELS)))) {
            try (SourceRecords records = reader.open(Split.TRAIN)) {
                assertThatThrownBy(records::contentHash).isInstanceOf(IllegalStateException.class);
                records.forEachRemaining(record -> {});
                assertThat(records.contentHash()).isEqualTo(expected);
            }
        }
    }

    @Test
    void joinsTheMembersOfOneGzipFile() {
        int middle = 61;
        byte[] members =
                join(gzip(Arrays.copyOf(IMAGES, middle)), gzip(Arrays.copyOfRange(IMAGES, middle, IMAGES.length)));
        assertThat(drain(reader(members, LABELS))).hasSize(12);
    }

    @Test
    void quarantinesALabelWithoutAClassAndGoesOn() {
        byte[] wrong = labels(new byte[] {0, 1, 10, 3, 4, 5, 6, 7, 8, 9, (byte) 255, 1});
        List<SourceRecord> records = drain(reader(IMAGES, wrong));
        assertThat(records).hasSize(12);
        assertThat(records.get(2))
                .isEqualTo(new QuarantinedRecord(
                        "memory/labels", "2", "label 10 has no class: there are names for 0 to 9"));
        assertThat(records.get(10))
                .isEqualTo(new QuarantinedRecord(
                        "memory/labels", "10", "label 255 has no class: there are names for 0 to 9"));
        assertThat(((Sample) records.get(11)).id()).isEqualTo("train-00000011");
    }

    @Test
    void classNamesSetTheRangeOfLabels() {
        IdxReader two = new IdxReader(files(IMAGES, LABELS), List.of("cat", "dog"));
        assertThat(two.layout().classNames()).containsExactly("cat", "dog");
        assertThat(drain(two).stream().filter(QuarantinedRecord.class::isInstance))
                .hasSize(8);
        assertThat(reader(IMAGES, LABELS).layout().classNames()).hasSize(10).startsWith("0");
    }

    @Test
    void aFileCutAnywhereIsRefusedAndNeverShort() {
        for (int length = 0; length < IMAGES.length; length++) {
            assertRefused(Arrays.copyOf(IMAGES, length), LABELS, "");
        }
        for (int length = 0; length < LABELS.length; length++) {
            assertRefused(IMAGES, Arrays.copyOf(LABELS, length), "");
        }
    }

    @Test
    void aGzipFileCutAnywhereIsRefusedAndNeverShort() {
        byte[] packed = gzip(IMAGES);
        for (int length = 0; length < packed.length; length++) {
            assertRefused(Arrays.copyOf(packed, length), LABELS, "");
        }
        byte[] members = join(packed, gzip(new byte[0]));
        for (int length = packed.length + 1; length < members.length; length++) {
            assertRefused(Arrays.copyOf(members, length), LABELS, "");
        }
    }

    @Test
    void aGzipFileWithAnyBitTurnedIsRefusedOrReadsTheSame() {
        byte[] packed = gzip(IMAGES);
        List<String> whole = digest(drain(reader(packed, LABELS)));
        for (int bit = 0; bit < packed.length * 8; bit++) {
            byte[] damaged = packed.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                // The time in the header and the padding after the last code mean nothing to the content.
                assertThat(digest(drain(reader(damaged, LABELS))))
                        .as("bit %d", bit)
                        .isEqualTo(whole);
            } catch (UserException e) {
                assertThat(e.exitCode()).isEqualTo(ExitCode.DATA);
            }
        }
    }

    static Stream<Arguments> damage() {
        byte[] html = "<!DOCTYPE html><html>404</html>".getBytes(StandardCharsets.UTF_8);
        byte[] none = new byte[0];
        int max = Integer.MAX_VALUE;
        int magic = IdxFiles.IMAGE_MAGIC;
        byte[] packed = gzip(IMAGES);
        byte[] wrongChecksum = packed.clone();
        wrongChecksum[packed.length - 6] ^= 1;
        return Stream.of(
                Arguments.of(none, LABELS, "for images=memory/images: it is empty."),
                Arguments.of(Arrays.copyOf(IMAGES, 9), LABELS, "it is cut short: its header of 16 bytes is not whole."),
                Arguments.of(
                        Arrays.copyOf(IMAGES, 16 + 40),
                        LABELS,
                        "it is cut short: only 3 of the 12 records that it announces are whole."),
                Arguments.of(
                        Arrays.copyOf(packed, packed.length - 3),
                        LABELS,
                        "its gzip stream is cut short: its end, after all 12 records, is not whole."),
                Arguments.of(wrongChecksum, LABELS, "its gzip stream is damaged (the checksum does not match)"),
                Arguments.of(html, LABELS, "its magic number is 0x3c21444f, expected 0x00000803 (images)."),
                Arguments.of(LABELS, IMAGES, "its magic number is 0x00000801, expected 0x00000803 (images)."),
                Arguments.of(IMAGES, IMAGES, "its magic number is 0x00000803, expected 0x00000801 (labels)."),
                Arguments.of(gzip(gzip(IMAGES)), LABELS, "its magic number is 0x1f8b0800, expected 0x00000803"),
                Arguments.of(IMAGES, labels(11), "for labels=memory/labels: it announces 11 labels but images"),
                Arguments.of(join(IMAGES, new byte[1]), LABELS, "bytes follow the 12 records that it announces."),
                Arguments.of(IMAGES, join(LABELS, LABELS), "bytes follow the 12 records that it announces."),
                Arguments.of(join(packed, new byte[1]), LABELS, "bytes follow the 12 records that it announces."),
                Arguments.of(join(packed, html), LABELS, "bytes follow the 12 records that it announces."),
                Arguments.of(join(packed, packed), LABELS, "bytes follow the 12 records that it announces."),
                Arguments.of(IdxFiles.file(magic, none, max, max, max), labels(1), "records of at least 2147483647"),
                Arguments.of(IdxFiles.file(magic, none, 1, 65_536, 65_536), labels(1), "at least 4294967296 values"),
                Arguments.of(IdxFiles.file(magic, none, -1, 28, 28), LABELS, "its dimension 0 is 4294967295."),
                Arguments.of(IdxFiles.file(magic, none, 12, -28, 28), LABELS, "its dimension 1 is 4294967268."),
                Arguments.of(IdxFiles.file(magic, none, 12, 28, 0), LABELS, "its dimension 2 is 0."),
                Arguments.of(IdxFiles.file(magic, none, 0, 28, 28), labels(0), "it holds no records."),
                Arguments.of(IMAGES, IdxFiles.file(IdxFiles.LABEL_MAGIC, none, max), "it announces 2147483647 labels"));
    }

    @ParameterizedTest
    @MethodSource("damage")
    void saysWhatIsWrongWithADamagedFile(byte[] images, byte[] labels, String reason) {
        assertRefused(images, labels, reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 11, 13, 17, 26, 31, 64})
    void findsWhatFollowsAGzipMemberHoweverFewBytesARemoteStreamGives(int bytesPerRead) {
        byte[] packed = gzip(IMAGES);
        byte[] members = join(gzip(Arrays.copyOf(IMAGES, 61)), gzip(Arrays.copyOfRange(IMAGES, 61, IMAGES.length)));
        assertThat(drain(slow(members, bytesPerRead))).hasSize(12);
        assertThatThrownBy(() -> drain(slow(join(packed, new byte[] {7}), bytesPerRead)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("bytes follow the 12 records");
    }

    @Test
    void refusesATestSplitOfAnotherSize() {
        IdxReader reader = new IdxReader(
                Map.of(
                        Split.TRAIN,
                        pair(IMAGES, LABELS),
                        Split.TEST,
                        new IdxReader.Files(new MemoryFile("test", images(12, 4, 3)), new MemoryFile("l", LABELS))),
                List.of());
        assertThatThrownBy(reader::layout)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("for test=memory/test: its images are 4 x 3 but those of images are 3 x 4.");
    }

    @Test
    void aFailingFileSystemIsNotTakenForADamagedFile() {
        RawFile broken = new StreamFile(() -> new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });
        IdxReader reader = new IdxReader(
                Map.of(Split.TRAIN, new IdxReader.Files(broken, new MemoryFile("labels", LABELS))), List.of());
        assertThatThrownBy(reader::layout).isInstanceOf(UncheckedIOException.class);
    }

    private static void assertRefused(byte[] images, byte[] labels, String reason) {
        assertThatThrownBy(() -> drain(reader(images, labels))).isInstanceOfSatisfying(UserException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.DATA);
            assertThat(e.getMessage()).contains(reason).doesNotContain("\n");
        });
    }

    private record StreamFile(Supplier<InputStream> stream) implements RawFile {
        @Override
        public String setting() {
            return "images";
        }

        @Override
        public String location() {
            return "remote";
        }

        @Override
        public InputStream open() {
            return stream.get();
        }
    }

    /** A reader whose image file gives few bytes at a time and never says how many it could give. */
    private static IdxReader slow(byte[] images, int bytesPerRead) {
        RawFile file = new StreamFile(() -> new FilterInputStream(new ByteArrayInputStream(images)) {
            @Override
            public int read(byte[] out, int offset, int length) throws IOException {
                return super.read(out, offset, Math.min(length, bytesPerRead));
            }

            @Override
            public int available() {
                return 0;
            }
        });
        return new IdxReader(
                Map.of(Split.TRAIN, new IdxReader.Files(file, new MemoryFile("labels", LABELS))), List.of());
    }

    private static IdxReader reader(byte[] images, byte[] labels) {
        return new IdxReader(files(images, labels), List.of());
    }

    private static Map<Split, IdxReader.Files> files(byte[] images, byte[] labels) {
        return Map.of(Split.TRAIN, pair(images, labels));
    }

    private static IdxReader.Files pair(byte[] images, byte[] labels) {
        return new IdxReader.Files(new MemoryFile("images", images), new MemoryFile("labels", labels));
    }

    private static List<SourceRecord> drain(IdxReader reader) {
        List<SourceRecord> drained = new ArrayList<>();
        try (SourceRecords records = reader.open(Split.TRAIN)) {
            records.forEachRemaining(drained::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return drained;
    }

    private static List<String> digest(List<SourceRecord> records) {
        return IntStream.range(0, records.size())
                .mapToObj(i -> Arrays.toString(((Sample) records.get(i)).features()))
                .toList();
    }
}
