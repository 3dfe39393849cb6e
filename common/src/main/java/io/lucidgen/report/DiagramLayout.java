package io.lucidgen.report;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places the boxes of a network: each one row below the lowest of its inputs, boxes of one row side by side and the
 * row in the middle.
 *
 * @param width of the drawing, in its own units
 * @param height of the drawing
 */
record DiagramLayout(Map<String, Place> places, double width, double height) {
    static final double BOX_WIDTH = 236;
    static final double BOX_HEIGHT = 46;
    private static final double COLUMN_GAP = 18;
    private static final double ROW_GAP = 24;
    /** Room at the right for connections that pass over rows. */
    private static final double MARGIN = 4;

    private static final double DETOUR = 26;

    /** Upper left corner of a box, and its row. */
    record Place(double x, double y, int row) {}

    static DiagramLayout of(List<LayerGroup> boxes) {
        Map<String, Integer> rowOf = new LinkedHashMap<>();
        boolean detours = false;
        for (LayerGroup box : boxes) {
            int row = box.inputs().stream().mapToInt(rowOf::get).max().orElse(-1) + 1;
            rowOf.put(box.name(), row);
            detours |= box.inputs().stream().anyMatch(input -> row - rowOf.get(input) > 1);
        }
        Map<Integer, Integer> sizes = new HashMap<>();
        rowOf.values().forEach(row -> sizes.merge(row, 1, Integer::sum));
        int widest = sizes.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        double inner = widest * BOX_WIDTH + (widest - 1) * COLUMN_GAP;

        Map<String, Place> places = new LinkedHashMap<>();
        Map<Integer, Integer> filled = new HashMap<>();
        rowOf.forEach((name, row) -> {
            int column = filled.merge(row, 1, Integer::sum) - 1;
            int size = sizes.get(row);
            double rowWidth = size * BOX_WIDTH + (size - 1) * COLUMN_GAP;
            double x = MARGIN + (inner - rowWidth) / 2 + column * (BOX_WIDTH + COLUMN_GAP);
            places.put(name, new Place(x, MARGIN + row * (BOX_HEIGHT + ROW_GAP), row));
        });
        double height = 2 * MARGIN + sizes.size() * (BOX_HEIGHT + ROW_GAP) - ROW_GAP;
        return new DiagramLayout(places, inner + 2 * MARGIN + (detours ? DETOUR : 0), height);
    }

    /** The way of an arrow from the lower edge of one box to the upper edge of another. */
    String arrow(String from, String to) {
        Place start = places.get(from);
        Place end = places.get(to);
        double x1 = start.x() + BOX_WIDTH / 2;
        double y1 = start.y() + BOX_HEIGHT;
        double x2 = end.x() + BOX_WIDTH / 2;
        double y2 = end.y() - 5;
        if (end.row() - start.row() > 1) {
            return "M" + at(start.x() + BOX_WIDTH, start.y() + BOX_HEIGHT / 2)
                    + "C" + at(width + 2, start.y() + BOX_HEIGHT) + " " + at(width + 2, end.y())
                    + " " + at(end.x() + BOX_WIDTH + 5, end.y() + BOX_HEIGHT / 2);
        }
        double middle = (y1 + y2) / 2;
        return x1 == x2
                ? "M" + at(x1, y1) + "V" + NumberText.place(y2)
                : "M" + at(x1, y1) + "C" + at(x1, middle) + " " + at(x2, middle - 4) + " " + at(x2, y2);
    }

    private static String at(double x, double y) {
        return NumberText.place(x) + " " + NumberText.place(y);
    }
}
