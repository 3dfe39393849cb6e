package io.lucidgen.report;

/**
 * One line of a chart.
 *
 * @param x ascending, as many as {@code y}
 * @param y what is not finite leaves a gap in the line and is marked
 */
public record Series(String name, double[] x, double[] y) {

    public Series {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "series " + name + " has " + x.length + " places and " + y.length + " values");
        }
    }

    /** Index of the place nearest to {@code place}, or -1 in an empty series. */
    int nearest(double place) {
        int low = 0;
        int high = x.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Math.abs(x[middle] - place) > Math.abs(x[middle + 1] - place)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
