package io.lucidgen.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Draws a graph of effects as inline SVG from left to right: a column for each layer, lines between the parts. */
final class EffectGraphDrawing {
    /** Lines that end in one part. */
    private static final int DRAWN = 3;

    private static final double WIDEST_COLUMN = 190;
    private static final double WIDTH = 1080;
    private static final double ROW = 26;
    private static final double TOP = 34;
    private static final double LEFT = 30;
    private static final double RADIUS = 10;
    private static final double THICKEST = 6;

    /** Where the columns and their parts stand. */
    private record Layout(Map<String, List<Integer>> columns, int most) {

        double x(String column) {
            return LEFT + new ArrayList<>(columns.keySet()).indexOf(column) * distance() + RADIUS;
        }

        private double distance() {
            return Math.min(WIDEST_COLUMN, (WIDTH - 3 * LEFT - 2 * RADIUS) / Math.max(1, columns.size() - 1));
        }

        double y(String column, int part) {
            List<Integer> parts = columns.get(column);
            double first = TOP + ROW / 2 + (most - parts.size()) * ROW / 2;
            return first + parts.indexOf(part) * ROW;
        }

        double width() {
            return 3 * LEFT + (columns.size() - 1) * distance() + 2 * RADIUS;
        }

        double height() {
            return TOP + most * ROW + 4;
        }
    }

    private EffectGraphDrawing() {}

    static void draw(Markup page, InternalsView view) {
        Layout layout = layout(view.edges());
        page.open("svg", "effects")
                .with("viewBox", "0 0 " + NumberText.place(layout.width()) + " " + NumberText.place(layout.height()))
                .with("width", layout.width())
                .with("role", "img");
        page.with("aria-label", "effects of the parts of the generator on one another");
        drawn(view.edges()).forEach(edge -> edge(page, edge, layout, strongest(view.edges(), edge.toLayer())));
        layout.columns().forEach((column, parts) -> {
            page.open("text", "column")
                    .with("x", layout.x(column))
                    .with("y", 14)
                    .with("text-anchor", "middle");
            page.text(column).close();
            parts.forEach(part -> part(page, view, layout, column, part));
        });
        page.close().line();
    }

    private static Layout layout(List<InternalsView.Edge> edges) {
        Map<String, TreeSet<Integer>> parts = new LinkedHashMap<>();
        List<String> order = order(edges);
        order.forEach(column -> parts.put(column, new TreeSet<>()));
        for (InternalsView.Edge edge : edges) {
            parts.get(edge.fromLayer()).add(edge.from());
            parts.get(edge.toLayer()).add(edge.to());
        }
        Map<String, List<Integer>> columns = new LinkedHashMap<>();
        parts.forEach((column, indices) -> columns.put(column, List.copyOf(indices)));
        return new Layout(
                columns, columns.values().stream().mapToInt(List::size).max().orElse(1));
    }

    /** Each column behind the one that its lines come from. */
    private static List<String> order(List<InternalsView.Edge> edges) {
        Map<String, String> next = edges.stream()
                .collect(Collectors.toMap(
                        InternalsView.Edge::fromLayer,
                        InternalsView.Edge::toLayer,
                        (one, other) -> one,
                        LinkedHashMap::new));
        String column = next.keySet().stream()
                .filter(one -> !next.containsValue(one))
                .findFirst()
                .orElseThrow();
        List<String> order = new ArrayList<>();
        while (column != null && !order.contains(column)) {
            order.add(column);
            column = next.get(column);
        }
        return order;
    }

    private static List<InternalsView.Edge> drawn(List<InternalsView.Edge> edges) {
        record End(String layer, int part) {}
        return edges.stream()
                .filter(edge -> edge.strength() > 0)
                .collect(Collectors.groupingBy(
                        edge -> new End(edge.toLayer(), edge.to()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(to -> to.stream()
                        .sorted(Comparator.comparingDouble(InternalsView.Edge::strength)
                                .reversed())
                        // All regions lead to the one logit.
                        .limit(to.get(0).toLayer().equals(lastColumn(edges)) ? Integer.MAX_VALUE : DRAWN))
                .toList();
    }

    private static String lastColumn(List<InternalsView.Edge> edges) {
        List<String> order = order(edges);
        return order.get(order.size() - 1);
    }

    private static double strongest(List<InternalsView.Edge> edges, String column) {
        return edges.stream()
                .filter(edge -> edge.toLayer().equals(column))
                .mapToDouble(InternalsView.Edge::strength)
                .max()
                .orElse(1);
    }

    private static void edge(Markup page, InternalsView.Edge edge, Layout layout, double strongest) {
        double x1 = layout.x(edge.fromLayer()) + RADIUS;
        double y1 = layout.y(edge.fromLayer(), edge.from());
        double x2 = layout.x(edge.toLayer()) - RADIUS;
        double y2 = layout.y(edge.toLayer(), edge.to());
        double middle = (x1 + x2) / 2;
        double share = Math.min(1, edge.strength() / strongest);
        page.open("path", edge.effect() < 0 ? "minus" : "plus")
                .with("d", "M" + at(x1, y1) + "C" + at(middle, y1) + " " + at(middle, y2) + " " + at(x2, y2))
                .with("stroke-width", Math.max(0.6, share * THICKEST))
                .with("stroke-opacity", 0.25 + 0.65 * share);
        page.leaf(
                "title",
                edge.fromLayer() + " " + edge.from() + " to " + edge.toLayer() + " " + edge.to() + ": "
                        + NumberText.figure(edge.effect()) + ", " + NumberText.figure(edge.strength())
                        + " standard deviations");
        page.close();
    }

    private static void part(Markup page, InternalsView view, Layout layout, String column, int part) {
        double x = layout.x(column);
        double y = layout.y(column, part);
        if (column.equals("region")) {
            region(page, view.across(), x, y, part);
            return;
        }
        page.open("circle", "part")
                .with("cx", x)
                .with("cy", y)
                .with("r", RADIUS)
                .close();
        page.open("text", "index").with("x", x).with("y", y + 3.5).with("text-anchor", "middle");
        page.text(column.equals("critic-logit") ? "" : String.valueOf(part)).close();
    }

    /** The picture's outline with the region filled. */
    private static void region(Markup page, int across, double x, double y, int region) {
        double side = 2 * RADIUS;
        double cell = side / across;
        page.open("g").leaf("title", "region " + region);
        page.open("rect", "part").with("x", x - RADIUS).with("y", y - RADIUS);
        page.with("width", side).with("height", side).close();
        page.open("rect", "cell")
                .with("x", x - RADIUS + region % across * cell)
                .with("y", y - RADIUS + region / across * cell)
                .with("width", cell)
                .with("height", cell)
                .close();
        page.close();
    }

    private static String at(double x, double y) {
        return NumberText.place(x) + " " + NumberText.place(y);
    }
}
