package io.lucidgen.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words of the page, each explained in one sentence, and links from where they are used. */
final class Glossary {
    /** A word that needs explaining. */
    record Term(String id, String name, String sentence) {}

    static final List<Term> TERMS = PageResource.read("glossary.txt")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Glossary::term)
            .toList();

    private static final Map<String, Term> BY_ID =
            TERMS.stream().collect(Collectors.toUnmodifiableMap(Term::id, Function.identity()));

    private Glossary() {}

    private static Term term(String line) {
        String[] parts = line.split(" \\| ");
        if (parts.length != 3) {
            throw new IllegalStateException("the glossary needs anchor | name | sentence, not: " + line);
        }
        return new Term(parts[0], parts[1], parts[2]);
    }

    /** Writes the text, as a link to its explanation where the glossary has one. */
    static void link(Markup page, String id, String text) {
        Term term = BY_ID.get(id.toLowerCase(Locale.ROOT).replace('_', '-'));
        if (term == null) {
            page.text(text);
            return;
        }
        page.open("a", "term").with("href", "#term-" + term.id()).with("title", term.sentence());
        page.text(text).close();
    }

    /** Writes the name that the glossary has for a method or metric, or its words where it has none, as {@link #link}. */
    static void linkNamed(Markup page, String id) {
        Term term = BY_ID.get(id);
        link(page, id, term == null ? MetricName.of(id) : term.name());
    }

    static void write(Markup page, List<Term> terms) {
        page.open("dl", "glossary").line();
        for (Term term : terms) {
            page.open("div").with("id", "term-" + term.id());
            page.leaf("dt", term.name()).leaf("dd", term.sentence()).close().line();
        }
        page.close();
    }
}
