package io.lucidgen.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How far the explanations can be relied on.
 *
 * @param selfCheck what was tested before anything was explained
 * @param maxRelativeGap the relative completeness gap above which a map is not trusted
 */
public record TrustSummary(List<Row> rows, List<Check> selfCheck, double maxRelativeGap) {

    /**
     * All maps of one method for one target.
     *
     * @param medianRelativeGap empty where the method promises no sum
     * @param reasons why maps are not trusted, and how many have that reason
     * @param quality what was measured of some of them; empty when none was examined
     */
    public record Row(
            String method,
            TargetView target,
            long rows,
            long trusted,
            OptionalDouble medianRelativeGap,
            double medianMilliseconds,
            Map<String, Long> reasons,
            Optional<MapQuality> quality) {
        public Row {
            reasons = new TreeMap<>(reasons);
        }
    }

    /** One test of the model in its inference form: what was measured and what was allowed. */
    public record Check(String name, double measured, double allowed, boolean passed) {}

    public TrustSummary {
        rows = List.copyOf(rows);
        selfCheck = List.copyOf(selfCheck);
    }

    /** Number of maps. */
    public long maps() {
        return rows.stream().mapToLong(Row::rows).sum();
    }

    /** Number of maps that are trusted. */
    public long trusted() {
        return rows.stream().mapToLong(Row::trusted).sum();
    }
}
