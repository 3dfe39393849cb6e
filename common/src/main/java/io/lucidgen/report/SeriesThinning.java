package io.lucidgen.report;

import java.util.stream.IntStream;

/**
 * Chooses the points of a long series that a narrow chart needs: the ends, the lowest and highest of every bucket, and
 * the first of every run that is not finite. Spikes and gaps therefore survive, which taking every n-th point would
 * lose.
 */
final class SeriesThinning {
    private SeriesThinning() {}

    /** Indices into the series, ascending; all of them where there are few. */
    static int[] choose(double[] y, int buckets) {
        if (y.length <= buckets * 2) {
            return IntStream.range(0, y.length).toArray();
        }
        boolean[] chosen = new boolean[y.length];
        chosen[0] = true;
        chosen[y.length - 1] = true;
        for (int bucket = 0; bucket < buckets; bucket++) {
            int from = (int) ((long) y.length * bucket / buckets);
            int to = (int) ((long) y.length * (bucket + 1) / buckets);
            markExtremes(y, from, to, chosen);
        }
        return IntStream.range(0, y.length).filter(i -> chosen[i]).toArray();
    }

    private static void markExtremes(double[] y, int from, int to, boolean[] chosen) {
        int lowest = -1;
        int highest = -1;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(y[i])) {
                lowest = lowest < 0 || y[i] < y[lowest] ? i : lowest;
                highest = highest < 0 || y[i] > y[highest] ? i : highest;
            } else if (i == 0 || Double.isFinite(y[i - 1])) {
                chosen[i] = true;
            }
        }
        if (lowest >= 0) {
            chosen[lowest] = true;
            chosen[highest] = true;
        }
    }
}
