package io.lucidgen.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9));
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0, 2.0))).isEqualTo(new Spread(3, 1, 9));
    }

    @Test
    void contendersTakeTurnsAndEveryOtherTurnGoesBackwards() throws Exception {
        List<String> order = new ArrayList<>();
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put("a", () -> answer(order, "a", order.size() + 1));
        contenders.put("b", () -> answer(order, "b", order.size() + 1));

        SideBySide measured = SideBySide.measure(3, contenders);

        assertThat(order).containsExactly("a", "b", "b", "a", "a", "b");
        assertThat(measured.rate("a")).isEqualTo(new Spread(4, 1, 5));
        // Turn by turn: 1/2, 4/3, 5/6.
        assertThat(measured.ratio("a", "b")).isEqualTo(new Spread(5.0 / 6, 0.5, 4.0 / 3));
    }

    private static double answer(List<String> order, String name, double rate) {
        order.add(name);
        return rate;
    }

    @Test
    void jsonIsAnArraySortedByName() {
        Figures figures = new Figures();
        figures.add("b", 2, "ms");
        figures.add("a", new Spread(3, 1, 4), "samples/s");

        assertThat(figures.json().replaceAll("\\s", ""))
                .isEqualTo("[{\"name\":\"a\",\"value\":3.0,\"unit\":\"samples/s\"},"
                        + "{\"name\":\"a.high\",\"value\":4.0,\"unit\":\"samples/s\"},"
                        + "{\"name\":\"a.low\",\"value\":1.0,\"unit\":\"samples/s\"},"
                        + "{\"name\":\"b\",\"value\":2.0,\"unit\":\"ms\"}]");
    }

    @Test
    void tablesHaveARowForEachMedianAndSayWhatIsMissing() {
        Figures figures = new Figures();
        figures.add("long.name", new Spread(1234.5, 1000, 2000), "samples/s");
        figures.add("b", 0.25, "ratio");
        figures.leaveOut("pytorch", "there is none");

        assertThat(figures.table())
                .containsExactly(
                        "b                 0.250  ratio",
                        "long.name         1,235  samples/s   1,000 to 2,000",
                        "not measured: pytorch: there is none");
        assertThat(figures.markdown())
                .contains("| `long.name` | 1,235 | 1,000 to 2,000 | samples/s |", "- pytorch: there is none");
    }

    @Test
    void whatIsNoNumberOrTwiceThereIsRefused() {
        Figures figures = new Figures();
        figures.add("a", 1, "ms");

        assertThatThrownBy(() -> figures.add("b", Double.NaN, "ms")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> figures.add("a", 2, "ms")).isInstanceOf(IllegalStateException.class);
    }
}
