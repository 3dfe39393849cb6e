package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    @Test
    void aScaleIsSymmetricAroundZeroWhateverTheSigns() {
        ColourScale scale = ColourScale.diverging(List.of(new float[] {-4, 1}, new float[] {2}), 1);

        assertThat(scale.low()).isEqualTo(-4);
        assertThat(scale.limit()).isEqualTo(4);
        assertThat(scale.clipped()).isFalse();
        assertThat(scale.rgb(0)).isEqualTo(Palette.DIVERGING.rgb(0));
    }

    @Test
    void oneSparkDoesNotBleachTheOthers() {
        float[] map = new float[1000];
        Arrays.fill(map, 1);
        map[5] = 1000;

        ColourScale scale = ColourScale.diverging(List.of(map), 0.99);

        assertThat(scale.limit()).isEqualTo(1);
        assertThat(scale.clipped()).isTrue();
    }

    @Test
    void aMapThatIsMostlyZeroIsScaledToItsFewValues() {
        float[] map = new float[1000];
        map[5] = -3;

        assertThat(ColourScale.diverging(List.of(map), 0.99).limit()).isEqualTo(3);
    }

    @Test
    void mapsWithoutAnyStrengthStillHaveAScale() {
        assertThat(ColourScale.diverging(List.of(new float[4]), 0.99).limit()).isEqualTo(1);
        assertThat(ColourScale.sequential(List.of(), 0.99).limit()).isEqualTo(1);
        assertThat(ColourScale.diverging(List.of(new float[] {Float.NaN, Float.NEGATIVE_INFINITY}), 1)
                        .limit())
                .isEqualTo(1);
    }

    @Test
    void aNumberThatIsNoneHasAColourOfNoNumber() {
        ColourScale scale = new ColourScale(Palette.DIVERGING, 1, false);
        RgbImage picture = HeatMap.draw(new float[] {Float.NaN, Float.NaN, 0, 1}, 2, 2, scale);

        List<String> ofNone = List.of(hex(picture, 0), hex(picture, 1));

        assertThat(ofNone).doesNotHaveDuplicates();
        for (int i = -100; i <= 100; i++) {
            assertThat(ofNone).doesNotContain(Palette.DIVERGING.hex(i / 100.0), Palette.SEQUENTIAL.hex(i / 100.0));
        }
        assertThat(hex(picture, 2)).isEqualTo(Palette.DIVERGING.hex(0));
        assertThat(hex(picture, 3)).isEqualTo(Palette.DIVERGING.hex(1));
        assertThat(HeatMap.countNotANumber(new float[] {Float.NaN, 1})).isEqualTo(1);
    }

    @Test
    void infiniteValuesTakeTheEndsOfTheScale() {
        ColourScale scale = new ColourScale(Palette.DIVERGING, 1, false);

        RgbImage picture = HeatMap.draw(new float[] {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}, 2, 1, scale);

        assertThat(hex(picture, 0)).isEqualTo(Palette.DIVERGING.hex(-1));
        assertThat(hex(picture, 1)).isEqualTo(Palette.DIVERGING.hex(1));
    }

    private static String hex(RgbImage picture, int pixel) {
        byte[] at = picture.pixels();
        return String.format("#%02x%02x%02x", at[pixel * 3], at[pixel * 3 + 1], at[pixel * 3 + 2]);
    }
}
