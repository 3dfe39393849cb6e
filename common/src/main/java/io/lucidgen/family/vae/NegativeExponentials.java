package io.lucidgen.family.vae;

/**
 * Exponentials of numbers that are at most zero, to a relative error of 1e-12, and below -40 that of -40.
 *
 * <p>{@code exp(x) = exp(x / 64)^64}, the inner one by its Taylor series: nothing but products and sums, which the compiler
 * turns into vector instructions.
 */
final class NegativeExponentials {

    private static final double LEAST = -40;
    private static final double SHARE = 1.0 / 64;
    // Of the series about the middle of [LEAST * SHARE, 0].
    private static final double MIDDLE = LEAST * SHARE / 2;
    private static final double AT_MIDDLE = Math.exp(MIDDLE);

    private NegativeExponentials() {}

    /** Replaces each value x by {@code exp(x - largest)}; none is larger than {@code largest}. */
    static void of(double[] values, double largest) {
        for (int i = 0; i < values.length; i++) {
            double t = Math.max(values[i] - largest, LEAST) * SHARE - MIDDLE;
            double e = 1 + t * (1.0 / 11);
            e = 1 + t * (1.0 / 10) * e;
            e = 1 + t * (1.0 / 9) * e;
            e = 1 + t * (1.0 / 8) * e;
            e = 1 + t * (1.0 / 7) * e;
            e = 1 + t * (1.0 / 6) * e;
            e = 1 + t * (1.0 / 5) * e;
            e = 1 + t * (1.0 / 4) * e;
            e = 1 + t * (1.0 / 3) * e;
            e = 1 + t * (1.0 / 2) * e;
            e = AT_MIDDLE * (1 + t * e);
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            values[i] = e;
        }
    }
}
