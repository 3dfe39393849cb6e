package io.lucidgen.report;

import java.util.function.BiConsumer;

/**
 * A section of the page: its heading, a sentence that says what it shows, and its body or the reason why it has none.
 *
 * @param id the anchor
 */
record Section<T>(String id, String title, String lead, Part<T> part, BiConsumer<Markup, T> body) {

    boolean applies() {
        return !(part instanceof Part.Inapplicable<T>);
    }

    void write(Markup page) {
        page.open("section").with("id", id).leaf("h2", title);
        if (part instanceof Part.Present<T> present) {
            page.leaf("p", "lead", lead).line();
            body.accept(page, present.value());
        } else if (part instanceof Part.Absent<T> absent) {
            page.open("p", "absent")
                    .leaf("strong", "Nothing to show. ")
                    .text(absent.reason())
                    .close();
        }
        page.close().line();
    }
}
