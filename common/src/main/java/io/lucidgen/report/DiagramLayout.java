package io.lucidgen.report;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places the boxes of a network: each one row below the lowest of its inputs, boxes of one row side by side and the
 * row in the middle.
 *
 * @param boxWidth of every box: wide enough for the longest operation beside its shape, within reason
 * @param width of the drawing, in its own units
 * @param height of the drawing
 */
record DiagramLayout(Map<String, Place> places, double boxWidth, double width, double height) {
    static final double PADDING = 10;
    static final double CHARACTER = 7;

    private static final double NARROWEST = 236;
    private static final double WIDEST = 340;
    static final double BOX_HEIGHT = 46;
    private static final double COLUMN_GAP = 18;
    private static final double ROW_GAP = 24;
    /** Room at the right for connections that pass over rows. */
    private static final double MARGIN = 4;

    private static final double DETOUR = 26;

    /** Upper left corner of a box, and its row. */
    record Place(double x, double y, int row) {}

    static DiagramLayout of(List<LayerGroup> boxes) {
        double boxWidth = boxWidth(boxes);
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
        double inner = widest * boxWidth + (widest - 1) * COLUMN_GAP;

        Map<String, Place> places = new LinkedHashMap<>();
        Map<Integer, Integer> filled = new HashMap<>();
        rowOf.forEach((name, row) -> {
            int column = filled.merge(row, 1, Integer::sum) - 1;
            int size = sizes.get(row);
            double rowWidth = size * boxWidth + (size - 1) * COLUMN_GAP;
            double x = MARGIN + (inner - rowWidth) / 2 + column * (boxWidth + COLUMN_GAP);
            places.put(name, new Place(x, MARGIN + row * (BOX_HEIGHT + ROW_GAP), row));
        });
        double height = 2 * MARGIN + sizes.size() * (BOX_HEIGHT + ROW_GAP) - ROW_GAP;
        return new DiagramLayout(places, boxWidth, inner + 2 * MARGIN + (detours ? DETOUR : 0), height);
    }

    private static double boxWidth(List<LayerGroup> boxes) {
        int longest = boxes.stream()
                .mapToInt(box -> box.title().length() + box.outputShape().length())
                .max()
                .orElse(0);
        return Math.max(NARROWEST, Math.min(WIDEST, (longest + 1) * CHARACTER + 3 * PADDING));
    }

    /** The way of an arrow from the lower edge of one box to the upper edge of another. */
    String arrow(String from, String to) {
        Place start = places.get(from);
        Place end = places.get(to);
        double x1 = start.x() + boxWidth / 2;
        double y1 = start.y() + BOX_HEIGHT;
        double x2 = end.x() + boxWidth / 2;
        double y2 = end.y() - 5;
        if (end.row() - start.row() > 1) {
            return "M" + at(start.x() + boxWidth, start.y() + BOX_HEIGHT / 2)
                    + "C" + at(width + 2, start.y() + BOX_HEIGHT) + " " + at(width + 2, end.y())
                    + " " + at(end.x() + boxWidth + 5, end.y() + BOX_HEIGHT / 2);
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
