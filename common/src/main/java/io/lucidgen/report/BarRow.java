package io.lucidgen.report;

/** A bar in a table cell: how large a number is beside the others of its column. */
final class BarRow {
    private static final double WIDTH = 110;
    private static final double HEIGHT = 12;

    private BarRow() {}

    /** A bar of {@code value} on a track that ends at {@code full}. */
    static void draw(Markup page, String cssClass, double value, double full, String title) {
        double share = full > 0 && Double.isFinite(value) ? Math.min(1, Math.max(0, value / full)) : 0;
        page.open("svg", "bar " + cssClass).with("viewBox", "0 0 " + (int) WIDTH + " " + (int) HEIGHT);
        page.with("width", WIDTH).with("height", HEIGHT).with("role", "img").with("aria-label", title);
        page.open("rect", "track")
                .with("width", WIDTH)
                .with("height", HEIGHT)
                .with("rx", 2)
                .close();
        page.open("rect", "fill")
                .with("width", share * WIDTH)
                .with("height", HEIGHT)
                .with("rx", 2);
        page.leaf("title", title).close();
        page.close();
    }
}
