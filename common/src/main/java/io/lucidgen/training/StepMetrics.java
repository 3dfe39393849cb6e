package io.lucidgen.training;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What training measures about itself, by metric name; a mean over steps unless the name says otherwise.
 *
 * @param values the measures, such as {@code generator-loss} in nats
 */
public record StepMetrics(SortedMap<String, Double> values) implements Serializable {

    public StepMetrics {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The first metric whose value is not a finite number, or null. */
    public String firstNotFinite() {
        return values.entrySet().stream()
                .filter(entry -> !Double.isFinite(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /**
     * Sums metrics with weights and divides each by the weights of those that had it; the order of the calls decides the
     * last bits.
     */
    public static final class Mean {
        private final SortedMap<String, Double> sums = new TreeMap<>();
        private final SortedMap<String, Double> weights = new TreeMap<>();

        public void add(StepMetrics metrics, double weightOfMetrics) {
            metrics.values().forEach((name, value) -> {
                sums.merge(name, value * weightOfMetrics, Double::sum);
                weights.merge(name, weightOfMetrics, Double::sum);
            });
        }

        public StepMetrics result() {
            SortedMap<String, Double> means = new TreeMap<>();
            sums.forEach((name, sum) -> means.put(name, sum / weights.get(name)));
            return new StepMetrics(means);
        }
    }
}
