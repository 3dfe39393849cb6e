package io.lucidgen.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A score in a table cell: its value as a dot on its interval, the floor as a hollow diamond, the threshold as a line
 * with the side that fails shaded.
 */
final class IntervalPlot {
    private static final double WIDTH = 170;
    private static final double HEIGHT = 24;
    private static final double MIDDLE = HEIGHT / 2;

    private IntervalPlot() {}

    static void draw(Markup page, Score score) {
        double[] all = DoubleStream.concat(
                        DoubleStream.of(score.value()),
                        DoubleStream.of(
                                score.low().orElse(Double.NaN),
                                score.high().orElse(Double.NaN),
                                score.floor().orElse(Double.NaN),
                                score.threshold().orElse(Double.NaN)))
                .filter(Double::isFinite)
                .toArray();
        page.open("svg", "interval").with("width", WIDTH).with("height", HEIGHT).with("role", "img");
        page.with("viewBox", "0 0 " + NumberText.place(WIDTH) + " " + NumberText.place(HEIGHT));
        page.with("aria-label", words(score));
        page.leaf("title", words(score));
        if (all.length > 0) {
            double lowest = Arrays.stream(all).min().getAsDouble();
            double highest = Arrays.stream(all).max().getAsDouble();
            double from = lowest >= 0 && lowest < 0.6 * highest ? 0 : lowest;
            double room = highest > from ? highest - from : 1;
            // Room beyond the outermost mark, so that a threshold there still has a side that can be shaded.
            new Axis(from == 0 ? 0 : from - 0.1 * room, highest + 0.1 * room).marks(page, score);
        }
        page.close();
    }

    private static String words(Score score) {
        StringBuilder text = new StringBuilder(score.metric()).append(": ").append(NumberText.figure(score.value()));
        if (score.low().isPresent() && score.high().isPresent()) {
            text.append(", interval ").append(NumberText.figure(score.low().getAsDouble()));
            text.append(" to ").append(NumberText.figure(score.high().getAsDouble()));
        }
        score.floor().ifPresent(floor -> text.append(", real against real ").append(NumberText.figure(floor)));
        score.threshold().ifPresent(value -> text.append(", threshold ").append(NumberText.figure(value)));
        return text.toString();
    }

    /** From the lowest to the highest number that the plot shows. */
    private record Axis(double low, double high) {
        private static final double MARGIN = 7;

        double place(double value) {
            return MARGIN + (value - low) / (high - low) * (WIDTH - 2 * MARGIN);
        }

        void marks(Markup page, Score score) {
            path(page, "rule", "M0 " + NumberText.place(MIDDLE) + "H" + NumberText.place(WIDTH));
            score.threshold().ifPresent(value -> threshold(page, place(value), score.better()));
            if (score.low().isPresent() && score.high().isPresent()) {
                String from = NumberText.place(place(score.low().getAsDouble()));
                String to = NumberText.place(place(score.high().getAsDouble()));
                path(page, "whisker", "M" + from + " 8v8M" + from + " 12H" + to + "M" + to + " 8v8");
            }
            score.floor()
                    .ifPresent(
                            value -> path(page, "floor", "M" + NumberText.place(place(value)) + " 7l5 5l-5 5l-5 -5z"));
            if (Double.isFinite(score.value())) {
                page.open("circle", "dot")
                        .with("cx", place(score.value()))
                        .with("cy", MIDDLE)
                        .with("r", 4)
                        .close();
            }
        }

        private static void threshold(Markup page, double x, Score.Better better) {
            if (better != Score.Better.NEITHER) {
                boolean lower = better == Score.Better.LOWER;
                page.open("rect", "failing").with("x", lower ? x : 0).with("width", lower ? WIDTH - x : x);
                page.with("y", 2).with("height", HEIGHT - 4).close();
            }
            path(page, "threshold", "M" + NumberText.place(x) + " 1V" + NumberText.place(HEIGHT - 1));
        }

        private static void path(Markup page, String cssClass, String d) {
            page.open("path", cssClass).with("d", d).close();
        }
    }
}
