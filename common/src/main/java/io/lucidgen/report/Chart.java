package io.lucidgen.report;

import java.util.List;

/**
 * What a line chart shows.
 *
 * @param xName what is counted along the bottom, such as "round"
 * @param yName what is measured upwards, such as "loss"
 * @param yUnit its unit, or empty
 * @param scale how the values are spaced
 * @param note one sentence on how to read it, or empty
 */
public record Chart(
        String title, String xName, String yName, String yUnit, Scale scale, List<Series> series, String note) {

    /** Spacing of an axis. */
    public enum Scale {
        LINEAR,
        /** Values that are not above zero have no place on it; they leave a gap and are marked. */
        LOGARITHMIC
    }

    public Chart {
        series = List.copyOf(series);
    }
}
