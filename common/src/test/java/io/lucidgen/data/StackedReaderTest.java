package io.lucidgen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.config.StackedConfig;
import io.lucidgen.error.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StackedReaderTest {
    private static final int PICTURES = 30;
    private static final int PIXELS = 6;

    @Test
    void everyChannelIsAPictureOfTheFilesAndTheLabelNamesAllThree() throws IOException {
        StackedReader reader = reader(PICTURES, IdxFiles.labels(PICTURES), 100);
        assertThat(reader.layout().shape()).isEqualTo(SampleShape.image(3, 2, 3));
        assertThat(reader.layout().classNames()).hasSize(1000).element(372).isEqualTo("3 / 7 / 2");
        assertThat(reader.layout().channelClasses()).isEqualTo(10);

        List<Sample> samples = samples(reader, Split.TRAIN);
        assertThat(samples).hasSize(100);
        for (Sample sample : samples) {
            int[] digits = Factor.numbersIn(sample.id(), 3);
            assertThat(sample.label()).isEqualTo(100 * digits[0] + 10 * digits[1] + digits[2]);
            Set<Integer> shown = new HashSet<>();
            for (int channel = 0; channel < 3; channel++) {
                int picture = picture(sample, channel);
                assertThat(picture % 10).isEqualTo(digits[channel]);
                shown.add(picture);
            }
            assertThat(shown).as("three different pictures").hasSize(3);
        }
    }

    @Test
    void aPassShowsEachPictureOnceInEachChannelAndTheNextPassPutsOthersTogether() throws IOException {
        List<Sample> samples = samples(reader(PICTURES, IdxFiles.labels(PICTURES), 3 * PICTURES), Split.TRAIN);
        Set<List<Integer>> together = new HashSet<>();
        for (int pass = 0; pass < 3; pass++) {
            for (int channel = 0; channel < 3; channel++) {
                Set<Integer> shown = new HashSet<>();
                for (Sample sample : samples.subList(pass * PICTURES, (pass + 1) * PICTURES)) {
                    shown.add(picture(sample, channel));
                }
                assertThat(shown).hasSize(PICTURES);
            }
        }
        samples.forEach(sample -> together.add(List.of(picture(sample, 0), picture(sample, 1), picture(sample, 2))));
        assertThat(together).hasSize(3 * PICTURES);
    }

    @Test
    void classesInAMixedOrderBecomeAllCombinationsAboutEqually() throws IOException {
        int count = 2000;
        byte[] labels = new byte[count];
        KeyedPermutation order = new KeyedPermutation(count, 5);
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (order.apply(i) % 4);
        }
        StackedReader reader = new StackedReader(
                new IdxReader(
                        files(IdxFiles.images(count, 1, 1), IdxFiles.labels(labels)), List.of("a", "b", "c", "d")),
                new StackedConfig(6400, 1, 1));
        int[] counts = new int[64];
        samples(reader, Split.TRAIN).forEach(sample -> counts[sample.label()]++);
        // 100 of each are expected, with a deviation of 10.
        assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(60);
        assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan(140);
    }

    @Test
    void theSameSeedStacksTheSameAndAnotherOthers() throws IOException {
        byte[] labels = IdxFiles.labels(PICTURES);
        List<String> ids = ids(reader(PICTURES, labels, 40, 1));
        assertThat(ids(reader(PICTURES, labels, 40, 1))).isEqualTo(ids);
        assertThat(ids(reader(PICTURES, labels, 40, 2))).isNotEqualTo(ids);
        assertThat(hash(reader(PICTURES, labels, 40, 1))).isEqualTo(hash(reader(PICTURES, labels, 40, 1)));
        assertThat(hash(reader(PICTURES, labels, 40, 2))).isNotEqualTo(hash(reader(PICTURES, labels, 40, 1)));
        assertThat(hash(reader(PICTURES, labels, 41, 1))).isNotEqualTo(hash(reader(PICTURES, labels, 40, 1)));
    }

    @Test
    void aStackWithABadPictureIsQuarantined() throws IOException {
        byte[] labels = new byte[PICTURES];
        labels[4] = 77;
        int bad = 0;
        try (SourceRecords records =
                reader(PICTURES, IdxFiles.labels(labels), PICTURES).open(Split.TRAIN)) {
            while (records.hasNext()) {
                bad += records.next() instanceof QuarantinedRecord ? 1 : 0;
            }
        }
        assertThat(bad).isEqualTo(3);
    }

    @Test
    void filesCutShortAndTooFewPicturesAreRefused() {
        byte[] whole = IdxFiles.images(PICTURES, 2, 3);
        StackedReader cut = new StackedReader(
                new IdxReader(files(Arrays.copyOf(whole, whole.length - 1), IdxFiles.labels(PICTURES)), List.of()),
                new StackedConfig(3, 3, 1));
        assertThatThrownBy(() -> cut.open(Split.TRAIN))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("cut short");
        assertThatThrownBy(() -> reader(2, IdxFiles.labels(2), 5).open(Split.TRAIN))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("it has 2 pictures, and a stack needs 3 different ones");
    }

    /** The number of the picture of the files that a channel shows. */
    private static int picture(Sample sample, int channel) {
        byte first = sample.features()[channel * PIXELS];
        for (int picture = 0; picture < PICTURES; picture++) {
            if (IdxFiles.pixel(picture, 0) == first) {
                for (int pixel = 0; pixel < PIXELS; pixel++) {
                    assertThat(sample.features()[channel * PIXELS + pixel]).isEqualTo(IdxFiles.pixel(picture, pixel));
                }
                return picture;
            }
        }
        throw new AssertionError("channel " + channel + " of " + sample.id() + " shows no picture of the files");
    }

    private static List<String> ids(StackedReader reader) throws IOException {
        return samples(reader, Split.TRAIN).stream().map(Sample::id).toList();
    }

    private static String hash(StackedReader reader) throws IOException {
        try (SourceRecords records = reader.open(Split.TRAIN)) {
            records.forEachRemaining(record -> {});
            return records.contentHash();
        }
    }

    private static List<Sample> samples(StackedReader reader, Split split) throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (SourceRecords records = reader.open(split)) {
            records.forEachRemaining(record -> samples.add((Sample) record));
        }
        return samples;
    }

    private static StackedReader reader(int pictures, byte[] labels, int examples) {
        return reader(pictures, labels, examples, 1);
    }

    private static StackedReader reader(int pictures, byte[] labels, int examples, long seed) {
        return new StackedReader(
                new IdxReader(files(IdxFiles.images(pictures, 2, 3), labels), List.of()),
                new StackedConfig(examples, 5, seed));
    }

    private static Map<Split, IdxReader.Files> files(byte[] images, byte[] labels) {
        IdxReader.Files files = new IdxReader.Files(new MemoryFile("images", images), new MemoryFile("labels", labels));
        return Map.of(Split.TRAIN, files, Split.TEST, files);
    }
}
