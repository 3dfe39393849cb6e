package io.lucidgen.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What the parts of a generator do: layers in numbers, the strongest parts as maps, the graph of effects, directions. */
final class InternalsSection {
    private static final int MAP_WIDTH = 112;
    private static final int STRIP_WIDTH = 540;
    private static final double QUANTILE = 0.99;
    private static final Map<String, String> PHRASES =
            Map.of("first-weight", "the first weights", "activations", "the first hidden layer");

    private InternalsSection() {}

    static void write(Markup page, InternalsView view) {
        if (!view.layers().isEmpty()) {
            layers(page, view.layers());
        }
        strongest(page, view.strongest());
        if (!view.edges().isEmpty()) {
            graph(page, view);
        }
        strips(page, view.strips());
    }

    private static void layers(Markup page, List<InternalsView.Layer> layers) {
        page.open("div", "scroll").open("table", "rows").open("thead").open("tr");
        page.leaf("th", "Layer").leaf("th", "num", "Units");
        heading(page, "dead-unit", "Never on");
        heading(page, "twin-unit", "Along with another");
        page.leaf("th", "num", "On, on average").close().close().open("tbody").line();
        for (InternalsView.Layer layer : layers) {
            page.open("tr").leaf("td", layer.name());
            page.leaf("td", "num", NumberText.count(layer.units()));
            page.leaf("td", "num", NumberText.count(layer.dead()));
            page.leaf("td", "num", NumberText.count(layer.twins()));
            page.leaf("td", "num", NumberText.percent(layer.activeShare()))
                    .close()
                    .line();
        }
        page.close().close().close().line();
    }

    private static void heading(Markup page, String term, String name) {
        page.open("th", "num");
        Glossary.link(page, term, name);
        page.close();
    }

    private static void strongest(Markup page, List<InternalsView.Unit> parts) {
        Map<String, List<InternalsView.Unit>> byLayer = parts.stream()
                .collect(Collectors.groupingBy(InternalsView.Unit::layer, LinkedHashMap::new, Collectors.toList()));
        page.open("h3").text("What changes samples most").close();
        page.open("p", "note")
                .text(
                        "What each part adds to a sample, the mean over many: red where it makes pixels brighter, blue where"
                                + " darker. Each row has its own scale. The number is how far a pixel changes, in the model's range of"
                                + " pixels, and, where there is a critic, what the part adds to its logit.")
                .close();
        byLayer.forEach((layer, units) -> {
            ColourScale scale = ColourScale.diverging(
                    units.stream().map(InternalsView.Unit::plane).toList(), QUANTILE);
            page.open("h4").text(layer).close().open("div", "parts").line();
            units.forEach(unit -> unit(page, unit, scale));
            page.close();
            ScaleLegend.draw(page, scale);
        });
    }

    private static void unit(Markup page, InternalsView.Unit unit, ColourScale scale) {
        int height = unit.plane().length / unit.width();
        page.open("figure");
        InlinePicture.write(
                page,
                HeatMap.draw(unit.plane(), unit.width(), height, scale),
                MAP_WIDTH,
                "what " + unit.layer() + " " + unit.index() + " adds to a sample");
        page.open("figcaption").leaf("b", String.valueOf(unit.index()));
        page.text(" " + NumberText.figure(unit.sampleChange()));
        OptionalDouble logit = unit.logitEffect();
        if (logit.isPresent()) {
            page.text(", " + (logit.getAsDouble() > 0 ? "+" : "") + NumberText.figure(logit.getAsDouble()));
        }
        page.close().close().line();
    }

    private static void graph(Markup page, InternalsView view) {
        boolean criticised =
                view.edges().stream().anyMatch(edge -> edge.toLayer().equals("critic-logit"));
        page.open("h3")
                .text("From the latent to the " + (criticised ? "logit" : "sample"))
                .close();
        page.open("p", "note")
                .text(
                        "Every line was measured: the part at its left end was switched off, and the part at its right end read."
                                + " Red: the part on the right is larger with the one on the left than without; blue: smaller. The"
                                + " thicker, the stronger, in standard deviations of the part on the right; of the lines that end in a"
                                + " part the strongest are drawn, and the table effect_edges has all.")
                .close();
        page.open("div", "card scroll");
        EffectGraphDrawing.draw(page, view);
        page.close().line();
    }

    private static void strips(Markup page, List<InternalsView.Strip> strips) {
        Map<String, List<InternalsView.Strip>> bySource = strips.stream()
                .collect(Collectors.groupingBy(InternalsView.Strip::source, LinkedHashMap::new, Collectors.toList()));
        bySource.forEach((source, found) -> {
            page.open("h3").text("Directions found in ");
            Glossary.link(page, source, PHRASES.getOrDefault(source, source));
            page.close().open("div", "strips").line();
            for (InternalsView.Strip strip : found) {
                page.open("figure");
                InlinePicture.write(
                        page, strip.picture(), STRIP_WIDTH, "samples along direction " + (strip.rank() + 1));
                page.open("figcaption").leaf("b", String.valueOf(strip.rank() + 1));
                page.text(" has " + NumberText.percent(strip.share()) + " of the variance there; changes a pixel by "
                        + NumberText.figure(strip.sampleChange()));
                page.close().close().line();
            }
            page.close();
        });
    }
}
