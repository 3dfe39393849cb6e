package io.lucidgen.report;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a report as one self-contained HTML page: no script, no font, no picture from anywhere else, and a policy in
 * the page that forbids the browser to load any. The same content gives the same bytes.
 */
public final class HtmlReport {
    private static final String POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private HtmlReport() {}

    /** The page in UTF-8. */
    public static byte[] render(ReportContent content) {
        List<Section<?>> sections =
                sections(content).stream().filter(Section::applies).toList();
        Markup page = new Markup();
        page.trusted("<!DOCTYPE html>\n");
        page.open("html").with("lang", "en");
        head(page, content.header());
        page.open("body");
        TitleBlock.write(page, content);
        contents(page, sections);
        page.open("main").line();
        sections.forEach(section -> section.write(page));
        page.close().close().close();
        return page.finish().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Section<?>> sections(ReportContent content) {
        return List.of(
                new Section<>(
                        "card",
                        "Model card",
                        "Where this model comes from, as recorded by the run, and what people say about its use.",
                        content.card(),
                        ModelCardSection::write),
                new Section<>(
                        "findings",
                        "What stands out",
                        "What is claimed of the generator's parts and of the critic: figures of which no untrained model of the"
                                + " same make shows half.",
                        content.findings(),
                        FindingsSection::write),
                new Section<>(
                        "networks",
                        "Networks",
                        "Every layer with its operation, output shape and parameters; the bar along a box is its share"
                                + " of the network's parameters.",
                        content.networks(),
                        NetworkSection::write),
                new Section<>(
                        "path",
                        "One sample's way through the networks",
                        "What each layer really computed for one sample, in order.",
                        content.path(),
                        SamplePathSection::write),
                new Section<>(
                        "training",
                        "Training",
                        "How training went: faint lines are single values, strong ones their running mean. Point at a chart to"
                                + " read its numbers.",
                        content.training(),
                        TrainingSection::write),
                new Section<>(
                        "samples",
                        "Samples",
                        "What the model draws, every pixel as it came.",
                        content.samples(),
                        SampleSection::write),
                new Section<>(
                        "explanations",
                        "Why the model sees it so: attribution maps",
                        "Each map says how much every pixel of the sample on the left moved the target away from its"
                                + " value at the baseline. Point at a map to see the sample beneath it.",
                        content.explanations(),
                        ExplanationSection::write),
                new Section<>(
                        "reconstructions",
                        "Reconstructions",
                        "What the model keeps of a sample when it encodes and decodes it, and where it errs.",
                        content.reconstructions(),
                        ReconstructionSection::write),
                new Section<>(
                        "trust",
                        "How far the maps can be trusted",
                        "A map is trusted only if its own numbers hold and nothing speaks against its method; the rest is stored"
                                + " too, with the reason.",
                        content.trust(),
                        TrustSection::write),
                new Section<>(
                        "internals",
                        "Inside the generator",
                        "What its parts do, measured by switching them off one at a time, and what moves samples most.",
                        content.internals(),
                        InternalsSection::write),
                new Section<>(
                        "rules",
                        "In simple words",
                        "Short rules for what the model does, measured on samples that they were not made from; most of what a network"
                                + " does is not simple, and then this says so.",
                        content.surrogates(),
                        SurrogateSection::write),
                new Section<>(
                        "scores",
                        "Scores",
                        "How good the samples are, with intervals, beside what real data score against real data.",
                        content.scores(),
                        ScoreSection::write),
                new Section<>(
                        "glossary",
                        "How to read the words",
                        "One sentence for each term of this page.",
                        Part.of(Glossary.TERMS),
                        Glossary::write),
                new Section<>(
                        "reproduce",
                        "Reproduce it, query it",
                        "The commands behind this page, and the tables that it was made from.",
                        Part.of(content.reproduction()),
                        ReproductionSection::write));
    }

    private static void head(Markup page, ReportHeader header) {
        page.open("head").line();
        page.open("meta").with("charset", "utf-8").close().line();
        page.open("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1");
        page.close().line();
        page.open("meta").with("http-equiv", "Content-Security-Policy").with("content", POLICY);
        page.close().line();
        page.open("meta")
                .with("name", "color-scheme")
                .with("content", "light dark")
                .close();
        page.line();
        page.leaf("title", header.model() + " " + header.version() + ", " + header.runDate());
        page.line()
                .open("style")
                .trusted(PageResource.read("report.css"))
                .close()
                .line();
        page.close().line();
    }

    private static void contents(Markup page, List<Section<?>> sections) {
        page.open("nav").with("aria-label", "Contents");
        for (Section<?> section : sections) {
            page.open("a")
                    .with("href", "#" + section.id())
                    .text(shortTitle(section))
                    .close();
        }
        page.close().line();
    }

    private static String shortTitle(Section<?> section) {
        return switch (section.id()) {
            case "path" -> "One sample's way";
            case "explanations" -> "Maps";
            case "trust" -> "Trust";
            case "internals" -> "Inside";
            case "rules" -> "Rules";
            case "glossary" -> "Glossary";
            case "reproduce" -> "Reproduce";
            default -> section.title();
        };
    }
}
