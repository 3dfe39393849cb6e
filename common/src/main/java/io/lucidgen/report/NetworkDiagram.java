package io.lucidgen.report;

import java.util.List;

/**
 * Draws a network as inline SVG from top to bottom: a box a layer with its operation, output shape, name and parameter
 * count, and along its lower edge the share of the network's parameters that it holds.
 */
final class NetworkDiagram {
    private static final String ARROW_HEAD = "arrow-head";
    private static final double PADDING = DiagramLayout.PADDING;

    private NetworkDiagram() {}

    static void draw(Markup page, NetworkView network) {
        List<LayerGroup> boxes = network.groups();
        DiagramLayout layout = DiagramLayout.of(boxes);
        String box = "0 0 " + NumberText.place(layout.width()) + " " + NumberText.place(layout.height());
        page.open("svg", "network")
                .with("viewBox", box)
                .with("width", layout.width())
                .with("role", "img");
        page.with("aria-label", "layers of the network " + network.name());
        for (LayerGroup to : boxes) {
            for (String from : to.inputs()) {
                page.open("path", "arrow").with("d", layout.arrow(from, to.name()));
                page.with("marker-end", "url(#" + ARROW_HEAD + ")").close();
            }
        }
        long total = Math.max(1, network.parameters());
        for (LayerGroup one : boxes) {
            box(page, one, layout, (double) one.parameters() / total);
        }
        page.close().line();
    }

    /** The tip of all arrows; once a page, before the first diagram. */
    static void arrowHead(Markup page) {
        page.open("svg", "defs").with("width", 0).with("height", 0).with("aria-hidden", "true");
        page.open("marker", "head").with("id", ARROW_HEAD).with("viewBox", "0 0 8 8");
        page.with("refX", 3)
                .with("refY", 4)
                .with("markerWidth", 7)
                .with("markerHeight", 7)
                .with("orient", "auto");
        page.open("path").with("d", "M0 0L8 4L0 8z").close();
        page.close().close().line();
    }

    private static void box(Markup page, LayerGroup box, DiagramLayout layout, double share) {
        DiagramLayout.Place place = layout.places().get(box.name());
        double width = layout.boxWidth();
        double height = DiagramLayout.BOX_HEIGHT;
        page.open("g", box.isInput() ? "box input" : "box");
        page.with("transform", "translate(" + NumberText.place(place.x()) + " " + NumberText.place(place.y()) + ")");
        String parameters = box.parameters() == 0 ? "" : NumberText.count(box.parameters());
        String held = parameters.isEmpty()
                ? "no parameters"
                : parameters + " parameters, " + NumberText.percent(share) + " of the network";
        page.leaf("title", box.name() + ": " + box.title() + ", output " + box.outputShape() + ", " + held);
        page.open("rect", "frame")
                .with("width", width)
                .with("height", height)
                .with("rx", 6)
                .close();
        if (box.parameters() > 0) {
            page.open("rect", "share")
                    .with("x", 1)
                    .with("y", height - 4)
                    .with("height", 3)
                    .with("rx", 1.5);
            page.with("width", Math.max(2, share * (width - 2))).close();
        }
        line(page, width, 18, "operation", box.title(), "shape", box.outputShape());
        line(page, width, 35, "name", box.name(), "parameters", parameters);
        page.close();
    }

    /** Two texts of one line, the left one cut where it would run into the right one. */
    private static void line(
            Markup page, double width, double y, String leftClass, String left, String rightClass, String right) {
        int room = (int) ((width - 2 * PADDING - 10) / DiagramLayout.CHARACTER) - right.length();
        page.open("text", leftClass)
                .with("x", PADDING)
                .with("y", y)
                .text(cut(left, room))
                .close();
        page.open("text", rightClass).with("x", width - PADDING).with("y", y).with("text-anchor", "end");
        page.text(right).close();
    }

    private static String cut(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        return characters < 2 ? "\u2026" : text.substring(0, characters - 1) + "\u2026";
    }
}
