package io.lucidgen.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes HTML and SVG that is also well-formed XML, and escapes every text and every attribute value: a model named
 * {@code <script>} stays a name.
 *
 * <p>Tag and attribute names are constants of this package and are not escaped.
 */
final class Markup {
    private static final char REPLACEMENT = '\uFFFD';
    /** What is written {@code <tag/>}; HTML knows no other element that closes itself. */
    private static final Set<String> CHILDLESS = Set.of("meta", "img", "br", "path", "rect", "circle", "line", "input");

    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;

    /** Opens an element; {@link #with} may follow. */
    Markup open(String tag) {
        endTag();
        out.append('<').append(tag);
        open.push(tag);
        inTag = true;
        return this;
    }

    /** Opens an element of a class. */
    Markup open(String tag, String cssClass) {
        return open(tag).with("class", cssClass);
    }

    /**
     * An attribute of the element that was just opened.
     *
     * @throws IllegalStateException if that element has content already
     */
    Markup with(String name, String value) {
        if (!inTag) {
            throw new IllegalStateException("attribute " + name + " comes after the content of " + open.peek());
        }
        out.append(' ').append(name).append("=\"");
        escape(value, out);
        out.append('"');
        return this;
    }

    /** A place or a size in a drawing. */
    Markup with(String name, double value) {
        return with(name, NumberText.place(value));
    }

    Markup text(String text) {
        endTag();
        escape(text, out);
        return this;
    }

    /** Closes the element that was opened last. */
    Markup close() {
        String tag = open.pop();
        if (inTag && CHILDLESS.contains(tag)) {
            out.append("/>");
            inTag = false;
            return this;
        }
        endTag();
        out.append("</").append(tag).append('>');
        return this;
    }

    /** An element that holds one text. */
    Markup leaf(String tag, String text) {
        return open(tag).text(text).close();
    }

    /** An element of a class that holds one text. */
    Markup leaf(String tag, String cssClass, String text) {
        return open(tag, cssClass).text(text).close();
    }

    /** A line break in the source, so that a page of a megabyte does not stand on one line. */
    Markup line() {
        return trusted("\n");
    }

    /** Content of this package's own that is markup already, such as the style sheet or the document type. */
    Markup trusted(String markup) {
        endTag();
        out.append(markup);
        return this;
    }

    /**
     * What was written.
     *
     * @throws IllegalStateException if an element is still open
     */
    String finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return out.toString();
    }

    private void endTag() {
        if (inTag) {
            out.append('>');
            inTag = false;
        }
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(point) ? point : REPLACEMENT);
            }
        }
    }

    /** What XML 1.0 allows, less the controls that turn the direction of writing and could disguise a name. */
    private static boolean allowed(int point) {
        boolean control = point < 0x20 && point != '\t' && point != '\n' && point != '\r';
        boolean unpaired = point >= 0xD800 && point <= 0xDFFF;
        boolean direction = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
        boolean none = (point & 0xFFFE) == 0xFFFE || point >= 0x7F && point < 0xA0;
        return !control && !unpaired && !direction && !none;
    }
}
