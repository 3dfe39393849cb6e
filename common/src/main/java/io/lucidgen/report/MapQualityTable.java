package io.lucidgen.report;

import java.util.List;
import java.util.OptionalDouble;

/** What was measured of some maps beside the model: a table for each target, a row for each method. */
final class MapQualityTable {
    private MapQualityTable() {}

    static void write(Markup page, List<TrustSummary.Row> rows) {
        List<TrustSummary.Row> examined =
                rows.stream().filter(row -> row.quality().isPresent()).toList();
        page.open("h3").text("How good the maps are").close();
        if (examined.isEmpty()) {
            page.leaf("p", "absent", "No map of this run was examined: explanation.quality.samples asks for some.");
            return;
        }
        page.open("p", "note").text("Medians over the maps of some samples. ");
        Glossary.link(page, "deletion", "Deletion");
        page.text(" is to be lower, and ");
        Glossary.link(page, "insertion", "insertion");
        page.text(" higher, than what random orders come to; how many maps are better by deletion is said under Faster."
                + " A star marks the methods that no other beats both in time and in the distance between the two.");
        page.close();
        examined.stream().map(TrustSummary.Row::target).distinct().forEach(target -> table(page, target, examined));
    }

    private static void table(Markup page, TargetView target, List<TrustSummary.Row> examined) {
        page.open("h4").text("Target: " + target.label()).close();
        page.open("div", "scroll").open("table", "rows").open("thead").open("tr");
        page.leaf("th", "Method").leaf("th", "num", "Maps");
        heading(page, "deletion", "Deletion");
        heading(page, "random-order", "Random");
        heading(page, "insertion", "Insertion");
        page.leaf("th", "num", "Faster");
        heading(page, "unexplained-share", "Missed");
        heading(page, "max-sensitivity", "Sensitivity");
        heading(page, "cascade-correlation", "Forgetting");
        heading(page, "randomized-correlation", "Forgotten");
        heading(page, "agreement", "Agreement");
        page.leaf("th", "num", "Time").close().close().open("tbody").line();
        examined.stream()
                .filter(row -> row.target().equals(target))
                .forEach(row -> row(page, row, isUnbeaten(row, examined)));
        page.close().close().close().line();
    }

    private static void heading(Markup page, String term, String name) {
        page.open("th", "num");
        Glossary.link(page, term, name);
        page.close();
    }

    private static void row(Markup page, TrustSummary.Row row, boolean unbeaten) {
        MapQuality quality = row.quality().orElseThrow();
        page.open("tr").open("td");
        Glossary.linkNamed(page, row.method());
        if (unbeaten) {
            page.text(" ").open("span").with("title", "no other method of this target is both faster and better");
            page.text("\u2605").close();
        }
        page.close().leaf("td", "num", NumberText.count(quality.maps()));
        number(page, quality.deletion());
        number(page, quality.randomOrder());
        number(page, quality.insertion());
        OptionalDouble faster = quality.fasterThanChance();
        page.leaf("td", "num", faster.isPresent() ? NumberText.percent(faster.getAsDouble()) : "");
        number(page, quality.unexplained());
        number(page, quality.maxSensitivity());
        number(page, quality.cascade());
        number(page, quality.randomized());
        number(page, quality.agreement());
        page.leaf("td", "num", NumberText.figure(row.medianMilliseconds()) + " ms");
        page.close().line();
    }

    private static void number(Markup page, OptionalDouble figure) {
        page.leaf("td", "num", figure.isPresent() ? twoDecimals(figure.getAsDouble()) : "");
    }

    private static String twoDecimals(double figure) {
        return Math.abs(figure) < 1000 ? NumberText.fixed(figure, 2) : NumberText.figure(figure);
    }

    /** Whether no method of the same target is as fast and better, or faster and as good. */
    static boolean isUnbeaten(TrustSummary.Row row, List<TrustSummary.Row> all) {
        double contrast = row.quality().orElseThrow().contrast();
        return Double.isFinite(contrast)
                && all.stream()
                        .filter(other -> other.target().equals(row.target()))
                        .noneMatch(other -> {
                            double its = other.quality().orElseThrow().contrast();
                            double time = other.medianMilliseconds();
                            return its >= contrast
                                    && time <= row.medianMilliseconds()
                                    && (its > contrast || time < row.medianMilliseconds());
                        });
    }
}
