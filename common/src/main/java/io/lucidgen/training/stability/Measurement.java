package io.lucidgen.training.stability;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one round of a run came to.
 *
 * @param round averaging rounds that were complete, from 1
 * @param step local steps that each worker had done by then
 * @param metrics of its steps, of its workers and, where it was measured, of held-out examples, by name
 */
public record Measurement(long round, long step, SortedMap<String, Double> metrics) {

    public Measurement {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /** One of the metrics, if the round has it. */
    OptionalDouble value(String metric) {
        Double value = metrics.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
