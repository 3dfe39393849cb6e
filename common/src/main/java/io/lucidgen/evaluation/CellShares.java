package io.lucidgen.evaluation;

/**
 * How the shares of two sets of samples differ over cells of a feature space (Richardson and Weiss 2018,
 * https://arxiv.org/abs/1805.12462).
 *
 * @param differing the share of cells, 0 to 1, in which a two-proportion z-test at the 5 % level finds another share (NDB /
 *     K); sets of one distribution differ in about 0.05
 * @param divergence the Jensen-Shannon divergence of the shares in nats, from 0 to log 2
 */
public record CellShares(double differing, double divergence) {

    /** Two-sided 5 % of the standard normal distribution. */
    private static final double CRITICAL = 1.959963984540054;

    /**
     * Compares counts.
     *
     * @param reference {@code [cells]}, samples of one set in each
     * @param samples {@code [cells]}, samples of the other
     */
    public static CellShares between(long[] reference, long[] samples) {
        double n = total(reference);
        double m = total(samples);
        int differing = 0;
        double divergence = 0;
        for (int cell = 0; cell < reference.length; cell++) {
            double p = reference[cell] / n;
            double q = samples[cell] / m;
            double pooled = (reference[cell] + samples[cell]) / (n + m);
            double error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
            differing += Math.abs(p - q) > CRITICAL * error ? 1 : 0;
            divergence += (divergence(p, (p + q) / 2) + divergence(q, (p + q) / 2)) / 2;
        }
        return new CellShares((double) differing / reference.length, divergence);
    }

    private static double divergence(double p, double middle) {
        return p > 0 ? p * Math.log(p / middle) : 0;
    }

    private static double total(long[] counts) {
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }
}
