package io.lucidgen.data;

import io.lucidgen.config.ShapesConfig;
import io.lucidgen.random.Seeds;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.NoSuchElementException;

/**
 * Draws shapes in place of reading files: a random choice of all combinations of factors, each at most once, so that the
 * splits have none in common. A sample's label is its shape and its id ends in the values of its factors.
 */
public final class ShapesReader implements DatasetReader {

    private static final long PURPOSE = 0x7368_6170_6573L;

    private final ShapesConfig config;
    private final KeyedPermutation choice;

    /** A reader of the shapes that are asked for. */
    public ShapesReader(ShapesConfig config) {
        this.config = config;
        long combinations = 1;
        for (Factor factor : ShapeDrawing.FACTORS) {
            combinations *= factor.values();
        }
        this.choice = new KeyedPermutation(combinations, Seeds.derive(config.seed(), PURPOSE));
    }

    @Override
    public DatasetLayout layout() {
        return new DatasetLayout(
                Modality.IMAGE,
                SampleShape.image(1, config.side(), config.side()),
                FeatureType.UINT8,
                ShapeDrawing.SHAPES,
                ShapeDrawing.FACTORS,
                0);
    }

    @Override
    public SourceRecords open(Split split) {
        return split == Split.TRAIN
                ? new Drawn(split, 0, config.trainExamples())
                : new Drawn(split, config.trainExamples(), config.testExamples());
    }

    private final class Drawn implements SourceRecords {
        private final Split split;
        private final long end;
        private final MessageDigest content;
        private long next;

        Drawn(Split split, long first, long count) {
            this.split = split;
            this.next = first;
            this.end = first + count;
            try {
                this.content = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has sha256", e);
            }
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public SourceRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int[] factors = new int[ShapeDrawing.FACTORS.size()];
            long combination = choice.apply(next++);
            StringBuilder id = new StringBuilder();
            for (int i = factors.length - 1; i >= 0; i--) {
                int values = ShapeDrawing.FACTORS.get(i).values();
                factors[i] = (int) (combination % values);
                combination /= values;
                id.insert(0, "-" + factors[i]);
            }
            byte[] picture = ShapeDrawing.draw(config.side(), factors);
            content.update(picture);
            return new Sample(id.insert(0, split).toString(), split, factors[0], picture);
        }

        @Override
        public String contentHash() {
            if (hasNext()) {
                throw new IllegalStateException("not all shapes have been drawn");
            }
            return HexFormat.of().formatHex(content.digest());
        }

        @Override
        public void close() {}
    }
}
