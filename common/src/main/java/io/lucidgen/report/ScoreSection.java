package io.lucidgen.report;

import java.util.List;
import java.util.OptionalDouble;

/** The scores as a table, one group after the other. */
final class ScoreSection {
    private static final int COLUMNS = 8;

    private ScoreSection() {}

    static void write(Markup page, List<Score> scores) {
        page.open("p", "note")
                .text("In the drawings the dot is the value on its interval, the diamond is what real data"
                        + " score against real data, and the shaded side of the line fails.")
                .close();
        page.open("div", "scroll").open("table", "rows scores").open("thead").open("tr");
        titles(page);
        page.close().close().open("tbody").line();
        String group = null;
        for (Score score : scores) {
            if (!score.group().equals(group)) {
                group = score.group();
                page.open("tr", "group").open("th").with("colspan", COLUMNS).text(MetricName.of(group));
                page.close().close();
            }
            row(page, score);
        }
        page.close().close().close().line();
    }

    private static void titles(Markup page) {
        page.leaf("th", "Metric").leaf("th", "num", "Value").open("th", "num");
        Glossary.link(page, "interval", "Interval");
        page.close().leaf("th", "num", "n").open("th", "num");
        Glossary.link(page, "real-floor", "Real against real");
        page.close().open("th", "num");
        Glossary.link(page, "threshold", "Threshold");
        page.close().leaf("th", "").leaf("th", "Result");
    }

    private static void row(Markup page, Score score) {
        page.open("tr").open("td", "metric");
        Glossary.link(page, score.metric(), MetricName.of(score.metric()));
        page.text(score.detail().isEmpty() ? "" : ": " + score.detail());
        page.leaf("small", direction(score.better())).close();
        page.leaf("td", "num value", NumberText.figure(score.value()));
        page.leaf("td", "num", interval(score));
        page.leaf("td", "num", NumberText.count(score.n()));
        page.leaf("td", "num", figure(score.floor()));
        page.leaf("td", "num", threshold(score));
        page.open("td");
        IntervalPlot.draw(page, score);
        page.close().open("td");
        Badge.write(page, score.passed());
        page.close().close().line();
    }

    private static String direction(Score.Better better) {
        return switch (better) {
            case LOWER -> "lower is better";
            case HIGHER -> "higher is better";
            case NEITHER -> "for information";
        };
    }

    private static String interval(Score score) {
        return score.low().isPresent() && score.high().isPresent()
                ? figure(score.low()) + " \u2013 " + figure(score.high())
                : "\u2014";
    }

    private static String threshold(Score score) {
        if (score.threshold().isEmpty()) {
            return "\u2014";
        }
        String sign = score.better() == Score.Better.LOWER ? "\u2264 " : "\u2265 ";
        return sign + figure(score.threshold());
    }

    private static String figure(OptionalDouble value) {
        return value.isPresent() ? NumberText.figure(value.getAsDouble()) : "\u2014";
    }
}
