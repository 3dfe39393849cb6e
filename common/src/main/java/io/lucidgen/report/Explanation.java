package io.lucidgen.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One attribution map of one sample.
 *
 * @param values the map {@code [channels, height, width]}
 * @param figures its numbers, shown under it
 */
public record Explanation(
        String method, TargetView target, int channels, int height, int width, float[] values, Figures figures) {

    /**
     * The numbers of a map.
     *
     * @param targetValue the target at the sample
     * @param baselineValue the target at the baseline
     * @param gap the sum of the map less what it should sum to; empty where the method promises no sum
     * @param relativeGap the gap's size as a share of target less baseline
     * @param gini how few pixels carry the map, 0 (all alike) to 1 (one pixel)
     * @param steps how many points of the path were used
     * @param milliseconds what the map cost
     * @param reasons why it is not trusted; empty when it is
     * @param sentence what the map says; empty where that is not known
     */
    public record Figures(
            double targetValue,
            double baselineValue,
            OptionalDouble gap,
            OptionalDouble relativeGap,
            double gini,
            int steps,
            double milliseconds,
            boolean trusted,
            List<String> reasons,
            String sentence) {
        public Figures {
            reasons = List.copyOf(reasons);
        }
    }

    public Explanation {
        if (values.length != channels * height * width) {
            throw new IllegalArgumentException(
                    "a map of " + values.length + " values does not fill " + channels + " x " + height + " x " + width);
        }
    }

    /** The map with its channels added up {@code [height, width]}: sums stay sums. */
    float[] plane() {
        if (channels == 1) {
            return values;
        }
        float[] plane = new float[height * width];
        for (int i = 0; i < values.length; i++) {
            plane[i % plane.length] += values[i];
        }
        return plane;
    }
}
