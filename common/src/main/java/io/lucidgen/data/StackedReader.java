package io.lucidgen.data;

import io.lucidgen.config.StackedConfig;
import io.lucidgen.error.UserException;
import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays three grey pictures of other raw files over one another, one in each channel, so that k classes become k^3: the
 * stacked sets on which mode coverage is measured (Metz et al. 2017, https://arxiv.org/abs/1611.02163; Lin et al. 2018,
 * https://arxiv.org/abs/1712.04086).
 *
 * <p>In a pass over the raw files picture n comes with the pictures at two distances from it, and each pass has other
 * distances: nothing but three pictures is held in memory. The classes of a sample are as independent of one another as
 * those of pictures at a distance in the raw files, which therefore must be in a mixed order.
 */
public final class StackedReader implements DatasetReader {

    private static final List<String> CHANNELS = List.of("red", "green", "blue");
    // The names of all combinations are a part of the description, which every process reads.
    private static final int MOST_CLASSES = 20;
    private static final long PURPOSE = 0x7374_6163_6b65_64L;

    private final DatasetReader pictures;
    private final StackedConfig config;

    /** @param pictures reads labelled pictures of one channel */
    public StackedReader(DatasetReader pictures, StackedConfig config) {
        this.pictures = pictures;
        this.config = config;
    }

    @Override
    public DatasetLayout layout() {
        DatasetLayout single = pictures.layout();
        List<String> names = single.classNames();
        if (names.size() > MOST_CLASSES) {
            throw UserException.data(
                    "stack pictures",
                    "dataset.class-names",
                    names.size(),
                    "more than " + MOST_CLASSES + " classes have too many combinations of three",
                    "Stack pictures of fewer classes");
        }
        List<String> combinations = new ArrayList<>();
        for (String red : names) {
            for (String green : names) {
                for (String blue : names) {
                    combinations.add(red + " / " + green + " / " + blue);
                }
            }
        }
        List<Axis> axes = single.shape().axes();
        return new DatasetLayout(
                single.modality(),
                SampleShape.image(
                        CHANNELS.size(), axes.get(1).size(), axes.get(2).size()),
                single.featureType(),
                combinations,
                CHANNELS.stream()
                        .map(channel -> new Factor(channel, names.size()))
                        .toList(),
                names.size());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads the raw files once before the first record, to know that they are whole and how long a pass is.
     */
    @Override
    public SourceRecords open(Split split) {
        int examples = split == Split.TRAIN ? config.trainExamples() : config.testExamples();
        int count = 0;
        try (SourceRecords all = pictures.open(split)) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
            if (count < CHANNELS.size()) {
                throw UserException.data(
                        "stack pictures",
                        "split",
                        split,
                        "it has " + count + " pictures, and a stack needs " + CHANNELS.size() + " different ones",
                        "Use raw files with more pictures");
            }
            String content = all.contentHash() + ",stacked " + examples + " " + config.seed();
            return new Stacks(
                    split, examples, count, pictures.layout().classNames().size(), content);
        } catch (IOException e) {
            throw new UncheckedIOException("closing the raw files of " + split + " failed", e);
        }
    }

    private final class Stacks implements SourceRecords {
        private final Split split;
        private final int examples;
        private final int count;
        private final int classes;
        private final String content;
        private final RandomStream distances;
        private final List<RepeatedRecords> channels = new ArrayList<>();
        private int next;

        Stacks(Split split, int examples, int count, int classes, String content) {
            this.split = split;
            this.examples = examples;
            this.count = count;
            this.classes = classes;
            this.content = content;
            this.distances = new RandomStream(Seeds.derive(config.seed(), PURPOSE, split.ordinal()));
        }

        @Override
        public boolean hasNext() {
            return next < examples;
        }

        @Override
        public SourceRecord next() {
            if (next % count == 0) {
                beginPass();
            }
            byte[] features = null;
            int label = 0;
            StringBuilder id = new StringBuilder(split + "-%08d".formatted(next++));
            QuarantinedRecord bad = null;
            for (int channel = 0; channel < CHANNELS.size(); channel++) {
                SourceRecord record = channels.get(channel).next();
                if (record instanceof Sample picture) {
                    byte[] values = picture.features();
                    features = features == null ? new byte[CHANNELS.size() * values.length] : features;
                    System.arraycopy(values, 0, features, channel * values.length, values.length);
                    label = label * classes + picture.label();
                    id.append('-').append(picture.label());
                } else {
                    bad = (QuarantinedRecord) record;
                }
            }
            return bad != null ? bad : new Sample(id.toString(), split, label, features);
        }

        /** Two distances that differ from each other and from none. */
        private void beginPass() {
            int first = 1 + distances.nextInt(count - 1);
            int second = 1 + distances.nextInt(count - 2);
            second += second >= first ? 1 : 0;
            close();
            for (int distance : new int[] {0, first, second}) {
                channels.add(new RepeatedRecords(() -> pictures.open(split), distance));
            }
        }

        @Override
        public String contentHash() {
            if (hasNext()) {
                throw new IllegalStateException("not all pictures have been stacked");
            }
            return content;
        }

        @Override
        public void close() {
            channels.forEach(RepeatedRecords::close);
            channels.clear();
        }
    }
}
