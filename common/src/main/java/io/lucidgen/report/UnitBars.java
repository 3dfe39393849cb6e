package io.lucidgen.report;

/** A short vector as one upright bar a unit, up from the line of zero or down from it. */
final class UnitBars {
    private static final double WIDTH = 140;
    private static final double HEIGHT = 140;

    private UnitBars() {}

    static void draw(Markup page, float[] values, String title) {
        double strongest = 0;
        for (float value : values) {
            strongest = Float.isFinite(value) ? Math.max(strongest, Math.abs(value)) : strongest;
        }
        double middle = HEIGHT / 2;
        double step = WIDTH / Math.max(1, values.length);
        StringBuilder up = new StringBuilder();
        StringBuilder down = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            double length = strongest == 0 || !Float.isFinite(values[i]) ? 0 : values[i] / strongest * (middle - 1);
            String centre = NumberText.place((i + 0.5) * step);
            (length < 0 ? down : up).append('M').append(centre).append(' ').append(NumberText.place(middle));
            (length < 0 ? down : up).append('v').append(NumberText.place(-length));
        }
        String box = "0 0 " + NumberText.place(WIDTH) + " " + NumberText.place(HEIGHT);
        page.open("svg", "units").with("viewBox", box).with("width", WIDTH).with("height", HEIGHT);
        page.with("role", "img").with("aria-label", title);
        page.leaf("title", title);
        String thick = NumberText.place(Math.max(0.5, step * 0.75));
        page.open("path", "plus")
                .with("stroke-width", thick)
                .with("d", up.toString())
                .close();
        page.open("path", "minus")
                .with("stroke-width", thick)
                .with("d", down.toString())
                .close();
        page.open("path", "rule")
                .with("d", "M0 " + NumberText.place(middle) + "H" + NumberText.place(WIDTH))
                .close();
        page.close();
    }
}
