package io.lucidgen.simplification;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A part of the space of features: some of them lie within limits.
 *
 * @param limits of each feature that has some
 */
record Box(SortedMap<Integer, Limits> limits) {

    /** Everything. */
    static final Box ALL = new Box(new TreeMap<>());

    /** {@code low < value <= high}; either may be infinite. */
    record Limits(double low, double high) {

        private String words(String feature) {
            if (low == Double.NEGATIVE_INFINITY) {
                return feature + " <= " + Rule.number(high);
            }
            return high == Double.POSITIVE_INFINITY
                    ? feature + " > " + Rule.number(low)
                    : Rule.number(low) + " < " + feature + " <= " + Rule.number(high);
        }
    }

    /** The part of this one where a feature is at most so large. */
    Box upTo(int feature, double high) {
        Limits now = of(feature);
        return with(feature, new Limits(now.low(), Math.min(high, now.high())));
    }

    /** The part of this one where a feature is larger. */
    Box above(int feature, double low) {
        Limits now = of(feature);
        return with(feature, new Limits(Math.max(low, now.low()), now.high()));
    }

    boolean contains(double[] features) {
        return limits.entrySet().stream().allMatch(limit -> {
            double value = features[limit.getKey()];
            return limit.getValue().low() < value && value <= limit.getValue().high();
        });
    }

    String words(List<String> features) {
        return limits.isEmpty()
                ? "anywhere"
                : limits.entrySet().stream()
                        .map(limit -> limit.getValue().words(features.get(limit.getKey())))
                        .collect(Collectors.joining(" and "));
    }

    private Limits of(int feature) {
        return limits.getOrDefault(feature, new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    private Box with(int feature, Limits limit) {
        SortedMap<Integer, Limits> more = new TreeMap<>(limits);
        more.put(feature, limit);
        return new Box(more);
    }
}
