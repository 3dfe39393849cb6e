package io.lucidgen.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Samples beside their maps: a table a target, a row a sample, a column a method. */
final class ExplanationSection {
    static final int MAP_WIDTH = 140;
    /** One pixel in a hundred may be stronger than the scale, so that a single spark does not bleach all others. */
    private static final double QUANTILE = 0.99;

    private ExplanationSection() {}

    static void write(Markup page, ExplanationGallery gallery) {
        page.leaf("p", gallery.caption());
        page.open("p", "note")
                .text("Colours are shared by all maps of a column: the scale under the method's name gives"
                        + " their numbers, and the strongest 1% may lie beyond its ends. A violet scale, from 0 on, is"
                        + " of sizes alone: how much a small change of the pixel would move the target, whichever way."
                        + " Maps of several channels are added up over the channels. A pixel in a black and yellow check"
                        + " is not a number.");
        page.close();
        Set<TargetView> targets = new LinkedHashSet<>();
        gallery.samples().forEach(sample -> sample.explanations().forEach(map -> targets.add(map.target())));
        for (TargetView target : targets) {
            table(page, target, gallery.samples());
        }
    }

    private static void table(Markup page, TargetView target, List<ExplanationGallery.ExplainedSample> samples) {
        Map<String, ColourScale> columns = scales(target, samples);
        page.open("h3").text("Target: ");
        Glossary.link(page, target.kind(), target.label());
        page.close();
        page.leaf("p", "reading", target.reading());
        page.open("div", "scroll").open("table", "maps").line();
        page.open("thead").open("tr").leaf("th", "Sample");
        columns.forEach((method, scale) -> {
            page.open("th");
            Glossary.linkNamed(page, method);
            ScaleLegend.draw(page, scale);
            page.close();
        });
        page.close().close().open("tbody").line();
        for (ExplanationGallery.ExplainedSample sample : samples) {
            row(page, target, sample, columns);
        }
        page.close().close().close().line();
    }

    private static Map<String, ColourScale> scales(
            TargetView target, List<ExplanationGallery.ExplainedSample> samples) {
        Map<String, List<float[]>> maps = new LinkedHashMap<>();
        for (ExplanationGallery.ExplainedSample sample : samples) {
            for (Explanation map : sample.explanations()) {
                if (map.target().equals(target)) {
                    maps.computeIfAbsent(map.method(), method -> new ArrayList<>())
                            .add(map.plane());
                }
            }
        }
        Map<String, ColourScale> scales = new LinkedHashMap<>();
        maps.forEach((method, planes) -> scales.put(
                method,
                isUnsigned(planes)
                        ? ColourScale.sequential(planes, QUANTILE)
                        : ColourScale.diverging(planes, QUANTILE)));
        return scales;
    }

    /** Maps of sizes alone, as saliency gives them, have no direction that red and blue could tell. */
    private static boolean isUnsigned(List<float[]> planes) {
        for (float[] plane : planes) {
            for (float value : plane) {
                if (value < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void row(
            Markup page,
            TargetView target,
            ExplanationGallery.ExplainedSample sample,
            Map<String, ColourScale> columns) {
        page.open("tr").with("style", InlinePicture.variable("--sample", sample.picture()));
        page.open("th").with("scope", "row");
        InlinePicture.write(page, sample.picture(), MAP_WIDTH, "sample " + sample.id());
        page.leaf("code", sample.id()).leaf("small", sample.source());
        ModelCardSection.facts(page, sample.facts());
        page.close();
        columns.forEach((method, scale) -> {
            Optional<Explanation> map = sample.explanations().stream()
                    .filter(one -> one.method().equals(method) && one.target().equals(target))
                    .findFirst();
            page.open("td");
            map.ifPresentOrElse(
                    one -> ExplanationCell.write(page, one, scale),
                    () -> page.leaf("p", "absent", "No map is stored for this sample."));
            page.close();
        });
        page.close().line();
    }
}
