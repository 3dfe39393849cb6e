package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "-0.0|0",
                "1|1",
                "0.01234|0.0123",
                "12.345|12.3",
                "123.4|123",
                "999.96|1000",
                "1234.4|1,234",
                "12345678|1.23e7",
                "0.000012|1.2e-5",
                "-0.5|\u22120.5",
                "-1234567|\u22121,234,567",
                "NaN|not a number",
                "Infinity|\u221E",
                "-Infinity|\u2212\u221E",
                "0.1|0.1",
                "4.9E-324|4.9e-324"
            })
    void aFigureHasThreeDigitsThatMatter(double value, String expected) {
        assertThat(NumberText.figure(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0%", "1|100%", "0.9999|>99.9%", "0.0004|<0.1%", "0.962|96.2%", "0.05|5%", "NaN|not a number"})
    void aShareIsNeverRoundedToAllOrNone(double share, String expected) {
        assertThat(NumberText.percent(share)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1.04|1", "1.06|1.1", "-0.04|0", "12|12", "-3.25|-3.2"})
    void aPlaceInADrawingIsShort(double value, String expected) {
        assertThat(NumberText.place(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0 s", "410|0.41 s", "59400|59.4 s", "59900|1 min 0 s", "372000|6 min 12 s", "7500000|2 h 5 min"
            })
    void aTimeIsSaidInItsTwoLargestUnits(long milliseconds, String expected) {
        assertThat(NumberText.duration(Duration.ofMillis(milliseconds))).isEqualTo(expected);
    }

    @Test
    void theLanguageOfTheMachineChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(NumberText.figure(1234.4) + " " + NumberText.figure(0.5) + " " + NumberText.count(1000))
                    .isEqualTo("1,234 0.5 1,000");
        } finally {
            Locale.setDefault(before);
        }
    }
}
