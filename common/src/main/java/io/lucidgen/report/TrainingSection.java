package io.lucidgen.report;

import java.util.List;

/** The training curves. */
final class TrainingSection {
    private TrainingSection() {}

    static void write(Markup page, List<Chart> charts) {
        page.open("div", "charts").line();
        for (Chart chart : charts) {
            page.open("figure", "card").leaf("h3", chart.title());
            LineChart.draw(page, chart);
            if (!chart.note().isEmpty()) {
                page.leaf("figcaption", chart.note());
            }
            page.close().line();
        }
        page.close();
    }
}
