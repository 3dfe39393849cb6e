package io.lucidgen.report;

import java.util.List;

/** Simple rules: those that hold first, then what no simple rule explains. */
final class SurrogateSection {
    private SurrogateSection() {}

    static void write(Markup page, List<SurrogateView> surrogates) {
        List<SurrogateView> simple =
                surrogates.stream().filter(SurrogateView::simple).toList();
        List<SurrogateView> others =
                surrogates.stream().filter(view -> !view.simple()).toList();
        page.open("p", "note")
                .text(
                        "Explained is the share of the variance of held-out samples, with its 95 % interval; beside it what a"
                                + " weighted sum of all features explains. Regions are counted row by row from the top left.");
        page.close();
        if (!simple.isEmpty()) {
            page.open("h3").text("Rules that hold").close();
            table(page, simple, "Rule");
        }
        if (!others.isEmpty()) {
            page.open("h3").text("No simple explanation").close();
            table(page, others, "Best rule tried");
        }
    }

    private static void table(Markup page, List<SurrogateView> surrogates, String rule) {
        page.open("div", "scroll").open("table", "rows").open("thead").open("tr");
        page.leaf("th", "What").leaf("th", "From").leaf("th", rule).leaf("th", "Explained");
        page.leaf("th", "num", "All features").leaf("th", "num", "Right side").leaf("th", "Errs most");
        page.close().close().open("tbody").line();
        surrogates.forEach(view -> row(page, view));
        page.close().close().close().line();
    }

    private static void row(Markup page, SurrogateView view) {
        double shown = Math.max(0, view.r2());
        page.open("tr").leaf("td", view.response()).leaf("td", view.predictors());
        page.open("td").leaf("code", view.rule()).close();
        page.open("td", "barred");
        page.leaf(
                "span",
                "%s (%s to %s)"
                        .formatted(
                                NumberText.percent(view.r2()),
                                NumberText.percent(view.low()),
                                NumberText.percent(view.high())));
        BarRow.draw(page, view.simple() ? "good" : "plain", shown, 1, NumberText.percent(view.r2()) + " explained");
        page.close();
        page.leaf("td", "num", NumberText.percent(view.linearR2()));
        page.leaf("td", "num", NumberText.percent(view.agreement()));
        page.leaf("td", "why", view.weakSpot()).close().line();
    }
}
