package io.lucidgen.evaluation.explanation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** Comparisons of maps with others and with nothing. */
final class MapComparison {

    private MapComparison() {}

    /**
     * Spearman's rank correlation of two maps over some features.
     *
     * @return in [-1, 1]; NaN when a map is the same at all of them or is no number somewhere, or there are fewer than 2
     */
    static double rankCorrelation(double[] first, double[] second, int[] features) {
        double[] some = at(features, first);
        double[] others = at(features, second);
        if (features.length < 2 || holdsNaN(some) || holdsNaN(others)) {
            return Double.NaN;
        }
        return new SpearmansCorrelation().correlation(some, others);
    }

    private static double[] at(int[] features, double[] map) {
        return Arrays.stream(features).mapToDouble(i -> map[i]).toArray();
    }

    /** The sizes of a map. */
    static double[] sizes(double[] map) {
        return Arrays.stream(map).map(Math::abs).toArray();
    }

    static double[] widened(float[] map) {
        return IntStream.range(0, map.length).mapToDouble(i -> map[i]).toArray();
    }

    private static boolean holdsNaN(double[] values) {
        return Arrays.stream(values).anyMatch(Double::isNaN);
    }

    /** The features at which a sample differs from what it is compared with: elsewhere there is nothing to explain. */
    static int[] differing(double[] x, double[] baseline) {
        return IntStream.range(0, x.length).filter(i -> x[i] != baseline[i]).toArray();
    }

    /** How far a map is from another, as a share of the other's length (Euclid); NaN for another of zeros. */
    static double relativeDistance(float[] map, float[] other) {
        double distance = 0;
        double length = 0;
        for (int i = 0; i < map.length; i++) {
            double off = (double) map[i] - other[i];
            distance += off * off;
            length += (double) other[i] * other[i];
        }
        return length == 0 ? Double.NaN : Math.sqrt(distance / length);
    }

    /**
     * The entropy of a map's sizes as shares of their sum, relative to that of even shares (Bhatt et al. 2020): 0 when one
     * feature holds everything, 1 when all hold the same.
     *
     * @return NaN for a map of zeros, of one feature, or with a value that is not finite
     */
    static double complexity(float[] map) {
        double sum = 0;
        for (float value : map) {
            sum += Math.abs(value);
        }
        if (!(sum > 0) || map.length < 2) {
            return Double.NaN;
        }
        double entropy = 0;
        for (float value : map) {
            double share = Math.abs(value) / sum;
            entropy -= share == 0 ? 0 : share * Math.log(share);
        }
        return entropy / Math.log(map.length);
    }
}
