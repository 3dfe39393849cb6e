package io.lucidgen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.config.ShapesConfig;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesReaderTest {

    /** Counts of pixels that are on in published pictures of dSprites. */
    @ParameterizedTest
    @CsvSource({
        "2, 0, 0, 0, 0, 58", "2, 3, 0, 0, 0, 140", "2, 5, 21, 0, 0, 220", "2, 5, 39, 18, 31, 219",
        "1, 0, 0, 0, 0, 76", "1, 5, 9, 0, 0, 286", "1, 5, 31, 0, 0, 292", "1, 2, 0, 0, 0, 144",
        "0, 0, 0, 0, 0, 100"
    })
    void drawsWhatThePublishedPicturesShow(int shape, int scale, int orientation, int x, int y, int on) {
        assertThat(on(64, shape, scale, orientation, x, y)).isEqualTo(on);
    }

    @Test
    void aWholeTurnGivesTheSamePictureAndAPositionMovesIt() {
        assertThat(ShapeDrawing.draw(64, new int[] {2, 4, 0, 7, 9}))
                .isEqualTo(ShapeDrawing.draw(64, new int[] {2, 4, 39, 7, 9}));
        byte[] left = ShapeDrawing.draw(64, new int[] {0, 0, 0, 0, 0});
        byte[] right = ShapeDrawing.draw(64, new int[] {0, 0, 0, 31, 0});
        for (int y = 0; y < 64; y++) {
            assertThat(Arrays.copyOfRange(right, y * 64 + 32, y * 64 + 64))
                    .isEqualTo(Arrays.copyOfRange(left, y * 64, y * 64 + 32));
        }
    }

    @Test
    void splitsHaveNoCombinationInCommonAndIdsTellTheFactors() throws IOException {
        ShapesReader reader = new ShapesReader(new ShapesConfig(16, 400, 100, 3));
        Set<String> seen = new HashSet<>();
        for (Split split : Split.values()) {
            String before;
            try (SourceRecords records = reader.open(split)) {
                while (records.hasNext()) {
                    Sample sample = (Sample) records.next();
                    int[] factors = Factor.numbersIn(sample.id(), 5);
                    assertThat(seen.add(Arrays.toString(factors))).isTrue();
                    assertThat(sample.label()).isEqualTo(factors[0]);
                    assertThat(sample.features()).isEqualTo(ShapeDrawing.draw(16, factors));
                }
                before = records.contentHash();
            }
            try (SourceRecords records = reader.open(split)) {
                records.forEachRemaining(record -> {});
                assertThat(records.contentHash()).isEqualTo(before);
            }
        }
        assertThat(seen).hasSize(500);
        assertThat(reader.layout().factors()).extracting(Factor::values).containsExactly(3, 6, 40, 32, 32);
    }

    @Test
    void idsWithoutFactorsAreRefused() {
        assertThatThrownBy(() -> Factor.numbersIn("train-17", 5)).hasMessageContaining("5 factors");
    }

    private static int on(int side, int... factors) {
        int on = 0;
        for (byte pixel : ShapeDrawing.draw(side, factors)) {
            on += pixel != 0 ? 1 : 0;
        }
        return on;
    }
}
