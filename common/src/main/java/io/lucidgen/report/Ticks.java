package io.lucidgen.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The marks of an axis at round numbers.
 *
 * @param low where the axis begins, at or below all data
 * @param high where it ends, above {@code low}
 * @param marks positions and their texts, ascending, within the axis
 */
record Ticks(double low, double high, List<Mark> marks) {

    /** A position on the axis and what is written there. */
    record Mark(double value, String label) {}

    /** Steps of 1, 2 or 5 times a power of ten, at most about {@code wanted} of them, the ends on round numbers. */
    static Ticks linear(double low, double high, int wanted) {
        double from = low;
        double to = high;
        if (!(to > from)) {
            double pad = from == 0 ? 1 : Math.abs(from) * 0.5;
            from -= pad;
            to += pad;
        }
        double step = roundStep((to - from) / wanted);
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        long first = (long) Math.floor(from / step + 1e-9);
        long last = (long) Math.ceil(to / step - 1e-9);
        List<Mark> marks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            double value = i * step;
            marks.add(new Mark(value, decimals > 6 ? NumberText.figure(value) : label(value, decimals)));
        }
        return new Ticks(first * step, last * step, marks);
    }

    /** Powers of ten, and 2 and 5 times them where there are few. */
    static Ticks logarithmic(double low, double high) {
        if (!(low > 0) || !(high >= low)) {
            throw new IllegalArgumentException("a logarithmic axis needs 0 < low <= high, not " + low + " and " + high);
        }
        boolean few = Math.log10(high / low) < 2.5;
        List<Double> round = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)) - 1; power <= Math.ceil(Math.log10(high)) + 1; power++) {
            for (int factor : few ? new int[] {1, 2, 5} : new int[] {1}) {
                round.add(factor * Math.pow(10, power));
            }
        }
        double from = round.stream()
                .filter(value -> value <= low * (1 + 1e-9))
                .reduce((a, b) -> b)
                .orElse(low);
        double to = round.stream()
                .filter(value -> value >= high * (1 - 1e-9) && value > from)
                .findFirst()
                .orElse(high);
        int every = few ? 1 : 1 + (int) (Math.log10(to / from) / 8);
        List<Mark> marks = new ArrayList<>();
        for (double value : round) {
            boolean within = value >= from && value <= to;
            if (within && Math.round(Math.log10(value / from) * 1e6) % (every * 1_000_000L) == 0 || within && few) {
                marks.add(new Mark(value, NumberText.figure(value)));
            }
        }
        return new Ticks(from, to, marks);
    }

    private static String label(double value, int decimals) {
        return Math.abs(value) >= 1e6 ? NumberText.figure(value) : NumberText.fixed(value, decimals);
    }

    private static double roundStep(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= atLeast * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
