package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineChartTest {
    @Test
    void aLongRunStaysAFewKilobytes() {
        double[] y = IntStream.range(0, 200_000)
                .mapToDouble(i -> Math.sin(i * 0.7) + i % 13)
                .toArray();

        String svg = draw(Chart.Scale.LINEAR, series("loss", y));

        assertThat(svg.length()).isLessThan(22_000);
        assertThat(XmlText.parse(svg).getElementsByTagName("path").getLength()).isPositive();
    }

    @Test
    void aSpikeOfOneRoundSurvivesTheThinning() {
        double[] y = new double[50_000];
        y[31_234] = 9;

        assertThat(SeriesThinning.choose(y, 160)).contains(0, 31_234, 49_999).hasSizeLessThan(400);
    }

    @Test
    void aRunOfValuesThatAreNoneBreaksTheLineOnceAndIsMarked() {
        double[] y = new double[1000];
        Arrays.fill(y, 400, 500, Double.NaN);

        String svg = draw(Chart.Scale.LINEAR, series("loss", y));

        assertThat(svg).containsOnlyOnce("class=\"gap\"").contains("loss is not a number at 400");
        assertThat(svg).doesNotContain("NaN");
    }

    @Test
    void valuesBelowZeroOnALogarithmicAxisAreMarkedNotDrawn() {
        String svg = draw(Chart.Scale.LOGARITHMIC, series("norm", 1, 0.5, -2, 0.25, 0.125));

        assertThat(svg).containsOnlyOnce("class=\"gap\"").contains("norm is \u22122 at 2");
    }

    @Test
    void chartsOfNothingAreDrawnAsEmptyAxes() {
        for (Chart.Scale scale : Chart.Scale.values()) {
            XmlText.parse(draw(scale));
            XmlText.parse(draw(scale, series("none")));
            XmlText.parse(draw(scale, series("none", Double.NaN, Double.POSITIVE_INFINITY)));
            XmlText.parse(draw(scale, series("one", 3)));
        }
    }

    @Test
    void thePointerShowsNameValueUnitAndPlace() {
        assertThat(draw(Chart.Scale.LINEAR, series("generator", 0.5, 0.25)))
                .contains("generator: 0.25 nats at round 1");
    }

    @Test
    void axesSayWhatTheyMeasure() {
        assertThat(draw(Chart.Scale.LINEAR, series("a", 1, 2)))
                .contains(">loss (nats)<")
                .contains(">round<");
    }

    @Test
    void aRunningMeanIsDrawnOnlyWhereALineIsTooLongToRead() {
        assertThat(draw(Chart.Scale.LINEAR, series("a", new double[99]))).doesNotContain("faint");
        assertThat(draw(Chart.Scale.LINEAR, series("a", new double[300]))).contains("line faint s0");
        assertThat(RunningMean.of(new double[] {0, 3, Double.NaN, 9, 6}, 3))
                .containsExactly(1.5, 1.5, Double.NaN, 7.5, 7.5);
    }

    private static Series series(String name, double... y) {
        return new Series(name, IntStream.range(0, y.length).asDoubleStream().toArray(), y);
    }

    private static String draw(Chart.Scale scale, Series... series) {
        Markup page = new Markup();
        LineChart.draw(page, new Chart("title", "round", "loss", "nats", scale, List.of(series), ""));
        return page.finish();
    }
}
