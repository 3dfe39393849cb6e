package io.lucidgen.jobs.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that was measured, by name, and what was left out and why. */
final class Figures {

    static final String RATE = "samples/s";
    static final String RATIO = "ratio";
    static final String MILLISECONDS = "ms";

    private static final String LOW = ".low";
    private static final String HIGH = ".high";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final SortedMap<String, Figure> byName = new TreeMap<>();
    private final List<String> leftOut = new ArrayList<>();

    void add(String name, double value, String unit) {
        if (byName.put(name, new Figure(name, value, unit)) != null) {
            throw new IllegalStateException(name + " was measured twice");
        }
    }

    /** Adds a median under the name itself, and the ends of the spread under {@code .low} and {@code .high}. */
    void add(String name, Spread spread, String unit) {
        add(name, spread.median(), unit);
        add(name + LOW, spread.low(), unit);
        add(name + HIGH, spread.high(), unit);
    }

    /** A figure's value; empty when it was not measured. */
    Optional<Double> value(String name) {
        return Optional.ofNullable(byName.get(name)).map(Figure::value);
    }

    /** Says that something was not measured. */
    void leaveOut(String what, String reason) {
        leftOut.add(what + ": " + reason);
    }

    /** The names of what was not measured, each with its reason. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /** The figures, sorted by name. */
    List<Figure> sorted() {
        return List.copyOf(byName.values());
    }

    /** An array of {@code {"name", "value", "unit"}}, sorted by name. */
    String json() {
        try {
            return JSON.writeValueAsString(sorted()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures did not become JSON", e);
        }
    }

    /** Lines of aligned columns; the ends of a spread stand beside its median. */
    List<String> table() {
        int width = rows().stream().mapToInt(row -> row.name().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Figure row : rows()) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%-" + width + "s  %12s  %-10s  %s",
                            row.name(),
                            number(row.value()),
                            row.unit(),
                            ends(row))
                    .stripTrailing());
        }
        leftOut.forEach(line -> lines.add("not measured: " + line));
        return lines;
    }

    /** The same as a table of Markdown. */
    List<String> markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("| figure | median | lowest to highest | unit |");
        lines.add("|---|---|---|---|");
        for (Figure row : rows()) {
            lines.add("| `%s` | %s | %s | %s |".formatted(row.name(), number(row.value()), ends(row), row.unit()));
        }
        if (!leftOut.isEmpty()) {
            lines.add("");
            lines.add("Not measured:");
            lines.add("");
            leftOut.forEach(line -> lines.add("- " + line));
        }
        return lines;
    }

    private List<Figure> rows() {
        return byName.values().stream().filter(figure -> !isEnd(figure)).toList();
    }

    private static boolean isEnd(Figure figure) {
        return figure.name().endsWith(LOW) || figure.name().endsWith(HIGH);
    }

    private String ends(Figure row) {
        Figure low = byName.get(row.name() + LOW);
        Figure high = byName.get(row.name() + HIGH);
        return low == null ? "" : number(low.value()) + " to " + number(high.value());
    }

    private static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
