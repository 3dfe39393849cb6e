package io.lucidgen.report;

/**
 * Draws a {@link Chart} as inline SVG: axes with round numbers and units, a legend, thinned lines, marks where a value
 * is not finite, and bands that show the numbers under the pointer.
 */
final class LineChart {
    private static final int WIDTH = 480;
    private static final int PLOT_HEIGHT = 176;
    private static final int LEFT = 54;
    private static final int RIGHT = WIDTH - 12;
    /** More than the eye can tell apart on that width. */
    private static final int BUCKETS = 160;

    private static final int BANDS = 40;

    private LineChart() {}

    static void draw(Markup page, Chart chart) {
        ChartLegend legend = ChartLegend.of(chart.series(), WIDTH);
        double top = legend.height() + 26;
        ChartFrame frame = ChartFrame.of(chart, LEFT, top, RIGHT, top + PLOT_HEIGHT);
        String box = "0 0 " + WIDTH + " " + NumberText.place(frame.bottom() + 34);
        page.open("svg", "chart").with("viewBox", box).with("role", "img").with("aria-label", chart.title());
        legend.draw(page);
        String unit = chart.yUnit().isEmpty() ? "" : " (" + chart.yUnit() + ")";
        page.open("text", "axis-name").with("x", 2).with("y", top - 9);
        page.text(chart.yName() + unit).close();
        axes(page, frame, chart.xName());
        for (int i = 0; i < chart.series().size(); i++) {
            line(page, frame, chart.series().get(i), ChartLegend.colour(i));
        }
        bands(page, frame, chart);
        page.close().line();
    }

    private static void axes(Markup page, ChartFrame frame, String xName) {
        page.open("g", "axes");
        for (Ticks.Mark mark : frame.y().marks()) {
            double y = frame.yPlace(mark.value());
            stroke(page, "rule", "M" + LEFT + " " + NumberText.place(y) + "H" + RIGHT);
            page.open("text").with("x", LEFT - 6).with("y", y + 3.8).with("text-anchor", "end");
            page.text(mark.label()).close();
        }
        for (Ticks.Mark mark : frame.x().marks()) {
            double x = frame.xPlace(mark.value());
            stroke(page, "tick", "M" + NumberText.place(x) + " " + NumberText.place(frame.bottom()) + "v4");
            String anchor = x > RIGHT - 12 ? "end" : "middle";
            double shown = x > RIGHT - 12 ? RIGHT + 4 : x;
            page.open("text").with("x", shown).with("y", frame.bottom() + 16).with("text-anchor", anchor);
            page.text(mark.label()).close();
        }
        page.open("text", "axis-name").with("x", RIGHT).with("y", frame.bottom() + 31);
        page.with("text-anchor", "end").text(xName).close();
        page.close();
    }

    /** The line; where it is long, faint behind its own running mean. */
    private static void line(Markup page, ChartFrame frame, Series series, String colour) {
        int window = RunningMean.window(series.y().length);
        if (window > 1) {
            trace(page, frame, series, "line faint " + colour, true);
            double[] mean = RunningMean.of(series.y(), window);
            trace(page, frame, new Series(series.name(), series.x(), mean), "line " + colour, false);
        } else {
            trace(page, frame, series, "line " + colour, true);
        }
    }

    private static void trace(Markup page, ChartFrame frame, Series series, String style, boolean marksGaps) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i : SeriesThinning.choose(series.y(), BUCKETS)) {
            if (frame.shows(series.y()[i])) {
                path.append(drawing ? 'L' : 'M')
                        .append(NumberText.place(frame.xPlace(series.x()[i])))
                        .append(' ')
                        .append(NumberText.place(frame.yPlace(series.y()[i])));
                drawing = true;
            } else {
                drawing = false;
                if (marksGaps) {
                    gap(page, frame, series, i);
                }
            }
        }
        stroke(page, style, path.toString());
    }

    /** A triangle at the top, as the value itself has no place. */
    private static void gap(Markup page, ChartFrame frame, Series series, int index) {
        String place = NumberText.place(frame.xPlace(series.x()[index])) + " " + NumberText.place(frame.top() + 8);
        page.open("path", "gap").with("d", "M" + place + "l-5 -9h10z");
        page.leaf(
                "title",
                series.name() + " is " + NumberText.figure(series.y()[index]) + " at "
                        + NumberText.figure(series.x()[index]));
        page.close();
    }

    private static void bands(Markup page, ChartFrame frame, Chart chart) {
        double width = (frame.right() - frame.left()) / BANDS;
        String from = " " + NumberText.place(frame.top()) + "V" + NumberText.place(frame.bottom());
        page.open("g", "bands");
        for (int band = 0; band < BANDS; band++) {
            double left = frame.left() + band * width;
            double share = (band + 0.5) / BANDS;
            page.open("g").open("rect").with("x", left).with("width", width);
            page.with("y", frame.top()).with("height", frame.bottom() - frame.top());
            page.leaf(
                    "title",
                    numbersAt(
                            chart,
                            frame.x().low()
                                    + share * (frame.x().high() - frame.x().low())));
            page.close();
            page.open("path")
                    .with("d", "M" + NumberText.place(left + width / 2) + from)
                    .close();
            page.close();
        }
        page.close();
    }

    private static String numbersAt(Chart chart, double place) {
        StringBuilder text = new StringBuilder();
        String unit = chart.yUnit().isEmpty() ? "" : " " + chart.yUnit();
        for (Series series : chart.series()) {
            int nearest = series.nearest(place);
            if (nearest >= 0) {
                text.append(text.isEmpty() ? "" : "\n").append(series.name()).append(": ");
                text.append(NumberText.figure(series.y()[nearest])).append(unit);
                text.append(" at ").append(chart.xName()).append(' ');
                text.append(NumberText.figure(series.x()[nearest]));
            }
        }
        return text.toString();
    }

    private static void stroke(Markup page, String cssClass, String path) {
        page.open("path", cssClass).with("d", path).close();
    }
}
