package io.lucidgen.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Gathers what is wrong with one section, so that a compact constructor can report all of it at once. */
final class Problems {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final List<Problem> found = new ArrayList<>();

    Problems atLeast(String key, long value, long least) {
        return unless(value >= least, key, "must be at least " + least);
    }

    Problems atLeast(String key, double value, double least) {
        return unless(value >= least, key, "must be at least " + plain(least));
    }

    Problems above(String key, double value, double bound) {
        return unless(value > bound, key, "must be above " + plain(bound));
    }

    /** Both ends are allowed. */
    Problems within(String key, double value, double least, double most) {
        return unless(value >= least && value <= most, key, "must lie in [" + plain(least) + ", " + plain(most) + "]");
    }

    /** The upper end itself is not allowed. */
    Problems withinBelow(String key, double value, double least, double bound) {
        return unless(value >= least && value < bound, key, "must lie in [" + plain(least) + ", " + plain(bound) + ")");
    }

    /** The lower end itself is not allowed. */
    Problems withinAbove(String key, double value, double bound, double most) {
        return unless(value > bound && value <= most, key, "must lie in (" + plain(bound) + ", " + plain(most) + "]");
    }

    Problems notBlank(String key, String value) {
        return unless(!value.isBlank(), key, "must not be empty");
    }

    /** For names that become a part of a path: lower-case words, digits and single hyphens. */
    Problems name(String key, String value) {
        return unless(
                NAME.matcher(value).matches(), key, "must consist of a-z and 0-9, with single hyphens between words");
    }

    Problems oneOf(String key, String value, List<String> choices) {
        return unless(choices.contains(value), key, "must be " + alternatives(choices));
    }

    Problems eachOneOf(String key, List<String> values, List<String> choices) {
        for (String value : values) {
            unless(
                    choices.contains(value),
                    key,
                    "holds " + value + ", but each entry must be " + alternatives(choices));
        }
        return this;
    }

    Problems eachAtLeast(String key, List<Integer> values, int least) {
        return unless(values.stream().allMatch(value -> value >= least), key, "must hold numbers of at least " + least);
    }

    Problems notEmpty(String key, List<?> values) {
        return unless(!values.isEmpty(), key, "must name at least one entry");
    }

    Problems distinct(String key, List<?> values) {
        return unless(new HashSet<>(values).size() == values.size(), key, "must not name an entry twice");
    }

    Problems unless(boolean right, String key, String reason) {
        return agree(right, key, List.of(), reason);
    }

    /** For settings that are right one by one but not together. */
    Problems agree(boolean right, String key, List<String> others, String reason) {
        if (!right) {
            found.add(new Problem(key, reason, others));
        }
        return this;
    }

    /** @throws InvalidSettingsException when anything was found */
    void refuse() {
        if (!found.isEmpty()) {
            throw new InvalidSettingsException(found);
        }
    }

    /** {@code a, b or c}. */
    static String alternatives(List<String> choices) {
        int last = choices.size() - 1;
        return last == 0 ? choices.get(0) : String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
