package io.lucidgen.report;

/** The mean of a series around each of its points, which shows where a noisy curve goes. */
final class RunningMean {
    private static final int SHORT = 100;

    private RunningMean() {}

    /** How many points to average over in a series of that length; 1 where it is short enough to be read as it is. */
    static int window(int length) {
        return length < SHORT ? 1 : length / 50 * 2 + 1;
    }

    /** Means over {@code window} points around each, fewer at the ends; what is not finite stays so and counts nowhere. */
    static double[] of(double[] values, int window) {
        double[] sums = new double[values.length + 1];
        int[] counts = new int[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            boolean counted = Double.isFinite(values[i]);
            sums[i + 1] = sums[i] + (counted ? values[i] : 0);
            counts[i + 1] = counts[i] + (counted ? 1 : 0);
        }
        double[] means = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int from = Math.max(0, i - window / 2);
            int to = Math.min(values.length, i + window / 2 + 1);
            means[i] = Double.isFinite(values[i]) ? (sums[to] - sums[from]) / (counts[to] - counts[from]) : values[i];
        }
        return means;
    }
}
