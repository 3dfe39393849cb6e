package io.lucidgen.report;

/** One map and its numbers. */
final class ExplanationCell {
    private ExplanationCell() {}

    static void write(Markup page, Explanation map, ColourScale scale) {
        float[] plane = map.plane();
        String title = map.method() + " for " + map.target().label();
        if (map.height() == 1) {
            UnitBars.draw(page, plane, title);
        } else {
            RgbImage picture = HeatMap.draw(plane, map.width(), map.height(), scale);
            page.open("div", "over");
            InlinePicture.write(page, picture, ExplanationSection.MAP_WIDTH, title);
            page.close();
        }
        Explanation.Figures figures = map.figures();
        page.open("dl", "figures");
        figure(page, "target", "target", NumberText.figure(figures.targetValue()));
        figure(page, "baseline", "baseline", NumberText.figure(figures.baselineValue()));
        figure(page, "completeness-gap", "gap", gap(figures));
        figure(page, "gini", "Gini", NumberText.figure(figures.gini()));
        figure(page, "steps", "steps", NumberText.count(figures.steps()));
        figure(page, "", "time", NumberText.figure(figures.milliseconds()) + " ms");
        page.close();
        trust(page, figures, HeatMap.countNotANumber(plane));
    }

    private static String gap(Explanation.Figures figures) {
        if (figures.gap().isEmpty()) {
            return "not promised";
        }
        String absolute = NumberText.figure(figures.gap().getAsDouble());
        return figures.relativeGap().isPresent()
                ? absolute + " (" + NumberText.percent(figures.relativeGap().getAsDouble()) + ")"
                : absolute;
    }

    private static void trust(Markup page, Explanation.Figures figures, int notANumber) {
        Badge.write(
                page, figures.trusted() ? "good" : "bad", figures.trusted() ? "\u2713 trusted" : "\u2717 not trusted");
        for (String reason : figures.reasons()) {
            page.leaf("small", "why", reason);
        }
        if (figures.trusted() && !figures.sentence().isEmpty()) {
            page.leaf("small", "says", figures.sentence());
        }
        if (notANumber > 0) {
            page.leaf("small", "why", NumberText.count(notANumber) + " pixels are not a number");
        }
    }

    private static void figure(Markup page, String term, String name, String value) {
        page.open("div").open("dt");
        Glossary.link(page, term, name);
        page.close().leaf("dd", value).close();
    }
}
