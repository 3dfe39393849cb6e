package io.lucidgen.report;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page on which people guess what a model says of samples: examples with the answer first, then numbered items with a choice
 * each. A script of a few lines gathers the choices as the lines {@code item,answer} to be saved; nothing is loaded or sent.
 */
public final class StudyPage {
    public static final String HIGH = "high";
    public static final String LOW = "low";

    private static final int WIDTH = 196;
    private static final String POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private StudyPage() {}

    /** An item together with its answer. */
    public record Example(StudyItem item, boolean high) {}

    /**
     * The page in UTF-8.
     *
     * @param target what is to be guessed, such as {@code critic-logit}
     * @param items without a word on which maps are their samples' own
     */
    public static byte[] render(String target, List<Example> examples, List<StudyItem> items) {
        Markup page = new Markup();
        page.trusted("<!DOCTYPE html>\n");
        page.open("html").with("lang", "en");
        head(page);
        page.open("body").open("header").leaf("h1", "What does the model say?");
        page.leaf(
                "p",
                "lead",
                "A model gives every picture a number, called " + target
                        + ". For each picture below, say whether its number is"
                        + " high (in the upper half) or low. The coloured map beside it may help, or may not: red pixels are"
                        + " said to raise the number, blue ones to lower it.");
        page.close().open("main").line();
        page.open("section").leaf("h2", "Examples").open("div", "study").line();
        examples.forEach(example -> {
            pair(page, example.item());
            page.leaf("figcaption", "This one is " + (example.high() ? HIGH : LOW) + ".")
                    .close()
                    .line();
        });
        page.close().close().line();
        page.open("section").leaf("h2", "Your turn").open("div", "study").line();
        for (int i = 0; i < items.size(); i++) {
            pair(page, items.get(i));
            choice(page, i + 1);
            page.close().line();
        }
        page.close().close().line();
        page.open("section").open("p");
        page.open("button")
                .with("type", "button")
                .with("id", "save")
                .text("Save answers")
                .close();
        page.text(" ").open("span").with("id", "told").close();
        page.close()
                .leaf("p", "note", "Saves answers.csv. Nothing is sent anywhere.")
                .close()
                .line();
        page.close();
        page.open("script").trusted(PageResource.read("study.js")).close();
        page.close().close();
        return page.finish().getBytes(StandardCharsets.UTF_8);
    }

    private static void head(Markup page) {
        page.open("head").line();
        page.open("meta").with("charset", "utf-8").close();
        page.open("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1");
        page.close().open("meta").with("http-equiv", "Content-Security-Policy").with("content", POLICY);
        page.close().leaf("title", "What does the model say?");
        page.open("style").trusted(PageResource.read("report.css")).close();
        page.close().line();
    }

    private static void pair(Markup page, StudyItem item) {
        page.open("figure", "card").open("div", "three");
        InlinePicture.write(page, item.sample(), WIDTH, "a sample");
        InlinePicture.write(page, item.map(), WIDTH, "a map");
        page.close();
    }

    private static void choice(Markup page, int item) {
        page.open("fieldset").with("data-item", String.valueOf(item)).leaf("legend", String.valueOf(item));
        for (String answer : List.of(LOW, HIGH)) {
            page.open("label")
                    .open("input")
                    .with("type", "radio")
                    .with("name", "item" + item)
                    .with("value", answer);
            page.close().text(" " + answer + " ").close();
        }
        page.close();
    }
}
