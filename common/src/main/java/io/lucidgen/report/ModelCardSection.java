package io.lucidgen.report;

/** The model card: facts in groups, then what people wrote. */
final class ModelCardSection {
    private ModelCardSection() {}

    static void write(Markup page, ModelCardView card) {
        page.open("div", "cards").line();
        for (ModelCardView.Group group : card.provenance()) {
            page.open("div", "card").leaf("h3", group.title());
            facts(page, group.facts());
            page.close().line();
        }
        page.close();
        if (!card.settings().isEmpty()) {
            page.open("div", "card settings").leaf("h3", "Configuration");
            facts(page, card.settings());
            page.close().line();
        }
        page.open("div", "card usage").leaf("h3", "Use, written by people");
        if (card.usage().isEmpty()) {
            page.open("p", "absent").leaf("strong", "Nobody has written anything yet. ");
            page.text(card.usageHint()).close();
        }
        for (ModelCardView.Note note : card.usage()) {
            page.leaf("h4", note.topic());
            note.text().lines().filter(line -> !line.isBlank()).forEach(line -> page.leaf("p", line));
        }
        page.close().line();
    }

    /** Names and values, one pair a line. */
    static void facts(Markup page, Iterable<Fact> facts) {
        page.open("dl", "facts");
        for (Fact fact : facts) {
            page.open("div").leaf("dt", fact.name()).leaf("dd", fact.value()).close();
        }
        page.close();
    }
}
