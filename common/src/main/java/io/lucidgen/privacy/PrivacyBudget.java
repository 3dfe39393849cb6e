package io.lucidgen.privacy;

import java.io.Serializable;

/**
 * Differential privacy that all releases together keep, accounted for as zero-concentrated differential privacy (Bun and Steinke
 * 2016, https://arxiv.org/abs/1605.02065): {@code rho} adds up over releases, and {@code rho} of it is (epsilon, delta)
 * with {@code epsilon = rho + 2 sqrt(rho ln(1 / delta))}.
 *
 * @param epsilon above 0: replacing one row changes no probability by more than a factor of {@code e^epsilon}
 * @param delta between 0 and 1: but for events of this probability
 */
public record PrivacyBudget(double epsilon, double delta) implements Serializable {

    /** @throws IllegalArgumentException if a parameter is out of its range */
    public PrivacyBudget {
        if (!(epsilon > 0) || !(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("There is no privacy of epsilon " + epsilon + " and delta " + delta);
        }
    }

    /** What may be spent in all. */
    public double rho() {
        double tail = Math.log(1 / delta);
        double root = Math.sqrt(epsilon + tail) - Math.sqrt(tail);
        return root * root;
    }

    /**
     * The standard deviation of normal noise on each value of each release.
     *
     * @param sensitivity how far a release moves at most, as a Euclidean length, when one row is replaced
     * @param releases how many share the budget evenly, at least 1
     */
    public double deviation(double sensitivity, int releases) {
        return sensitivity / Math.sqrt(2 * rho() / releases);
    }
}
