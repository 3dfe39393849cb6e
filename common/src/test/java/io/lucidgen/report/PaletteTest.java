package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {
    @ParameterizedTest
    @EnumSource(Palette.class)
    void strongerNumbersAreDarkerInEqualSteps(Palette palette) {
        double whole = OkLab.lightness(palette.rgb(0)) - OkLab.lightness(palette.rgb(1));

        for (int i = 0; i < 20; i++) {
            double step = OkLab.lightness(palette.rgb(i / 20.0)) - OkLab.lightness(palette.rgb((i + 1) / 20.0));
            assertThat(step).as("step %d of %s", i, palette).isCloseTo(whole / 20, within(whole / 20 * 0.35));
        }
    }

    @Test
    void bothSignsOfOneStrengthAreEquallyDark() {
        for (double strength = 0; strength <= 1; strength += 0.05) {
            double positive = OkLab.lightness(Palette.DIVERGING.rgb(strength));
            double negative = OkLab.lightness(Palette.DIVERGING.rgb(-strength));
            assertThat(positive).isCloseTo(negative, within(0.01));
        }
    }

    @Test
    void theSignsDifferInHueFromTheFirstStepOn() {
        int[] positive = Palette.DIVERGING.rgb(0.1);
        int[] negative = Palette.DIVERGING.rgb(-0.1);

        assertThat(positive[0] - positive[2]).as("red over blue").isGreaterThan(15);
        assertThat(negative[2] - negative[0]).as("blue over red").isGreaterThan(15);
    }

    @ParameterizedTest
    @EnumSource(Palette.class)
    void zeroHasNoHue(Palette palette) {
        int[] rgb = palette.rgb(0);

        assertThat(Math.abs(rgb[0] - rgb[2])).isLessThanOrEqualTo(1);
    }

    @Test
    void positionsBeyondTheEndsTakeTheEndsColour() {
        assertThat(Palette.DIVERGING.hex(-7)).isEqualTo(Palette.DIVERGING.hex(-1));
        assertThat(Palette.SEQUENTIAL.hex(Double.POSITIVE_INFINITY)).isEqualTo(Palette.SEQUENTIAL.hex(1));
    }
}
