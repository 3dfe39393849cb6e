package io.lucidgen.report;

/** Draws a colour scale with its numbers, so that a colour on a map can be read as a number. */
final class ScaleLegend {
    private static final int BLOCKS = 24;
    private static final double WIDTH = 124;
    private static final double BAR = 9;

    private ScaleLegend() {}

    static void draw(Markup page, ColourScale scale) {
        boolean diverging = scale.palette() == Palette.DIVERGING;
        String low = NumberText.figure(scale.low());
        String high = (diverging ? "+" : "") + NumberText.figure(scale.limit());
        page.open("svg", "scale").with("viewBox", "0 0 " + NumberText.place(WIDTH) + " 24");
        page.with("width", WIDTH).with("height", 24).with("role", "img");
        page.with("aria-label", "colours from " + low + " to " + high);
        double block = WIDTH / BLOCKS;
        for (int i = 0; i < BLOCKS; i++) {
            double share = i / (BLOCKS - 1.0);
            page.open("rect").with("x", i * block).with("width", block + 0.4).with("height", BAR);
            page.with("fill", scale.palette().hex(diverging ? 2 * share - 1 : share))
                    .close();
        }
        number(page, 0, "start", (scale.clipped() && diverging ? "\u2264" : "") + low);
        if (diverging) {
            number(page, WIDTH / 2, "middle", "0");
        }
        number(page, WIDTH, "end", (scale.clipped() ? "\u2265" : "") + high);
        page.close();
    }

    private static void number(Markup page, double x, String anchor, String text) {
        page.open("text")
                .with("x", x)
                .with("y", 21)
                .with("text-anchor", anchor)
                .text(text)
                .close();
    }
}
