package io.lucidgen.report;

import java.util.ArrayList;
import java.util.List;

/** The names of a chart's lines beside a piece of each line, in as many rows as the width needs. */
record ChartLegend(List<Entry> entries, double height) {
    private static final int ROW = 17;
    private static final double CHARACTER = 7.2;
    private static final int COLOURS = 6;

    /** One line's name and the baseline of its text. */
    record Entry(String name, double x, double y) {}

    static ChartLegend of(List<Series> all, double width) {
        List<Entry> entries = new ArrayList<>();
        double x = 2;
        double y = 12;
        for (Series series : all) {
            double needed = 38 + series.name().length() * CHARACTER;
            if (x > 2 && x + needed > width) {
                x = 2;
                y += ROW;
            }
            entries.add(new Entry(series.name(), x, y));
            x += needed;
        }
        return new ChartLegend(entries, y + 5);
    }

    void draw(Markup page) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            String from = "M" + NumberText.place(entry.x()) + " " + NumberText.place(entry.y() - 4);
            page.open("path", "line " + colour(i)).with("d", from + "h16").close();
            page.open("text", "legend").with("x", entry.x() + 21).with("y", entry.y());
            page.text(entry.name()).close();
        }
    }

    /** The style class of the line at that index. */
    static String colour(int index) {
        return "s" + index % COLOURS;
    }
}
