package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * When a run ends before its last round, and which of its versions it publishes.
 *
 * @param metric the held-out measure that decides; empty for none
 * @param patience measurements in a row without a new best after which the run ends
 * @param minDelta by how much a measurement must beat the best to be a new best, at least 0
 */
public record EarlyStoppingConfig(String metric, int patience, double minDelta) implements Serializable {

    /** No early end. */
    public static final EarlyStoppingConfig NONE = new EarlyStoppingConfig("", 0, 0);

    static final List<String> WITH_METRIC_ONLY = List.of("patience", "min-delta");

    /** What measures of the moving average begin with. */
    private static final String EMA = "ema-";

    /** @throws IllegalArgumentException when a setting is out of its range */
    public EarlyStoppingConfig {
        new Problems()
                .atLeast("patience", patience, 0)
                .atLeast("min-delta", minDelta, 0)
                .agree(
                        metric.isEmpty() || patience != 0,
                        "patience",
                        List.of("metric"),
                        "must be at least 1 where there is a metric")
                .refuse();
    }

    /** Whether a metric decides. */
    public boolean isOn() {
        return !metric.isEmpty();
    }

    /** Whether a larger value of the metric is the better one. */
    public boolean higherIsBetter() {
        String measure = metric.startsWith(EMA) ? metric.substring(EMA.length()) : metric;
        return FamilySections.all().stream()
                .anyMatch(family -> family.decisiveMeasures().getOrDefault(measure, false));
    }

    /** The metrics that can decide for a family. */
    static List<String> offered(FamilySection family, boolean withEma) {
        List<String> names = List.copyOf(family.decisiveMeasures().keySet());
        if (!withEma) {
            return names;
        }
        return List.of(names, names.stream().map(name -> EMA + name).toList()).stream()
                .flatMap(List::stream)
                .toList();
    }
}
