package io.lucidgen.simplification;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A weighted sum of a few features.
 *
 * @param weights {@code [features]}, 0 for those that are left out
 */
record SparseLine(double intercept, double[] weights) implements Rule {

    /** Always the same value. */
    static SparseLine constant(double value, int features) {
        return new SparseLine(value, new double[features]);
    }

    @Override
    public double predict(double[] features) {
        double sum = intercept;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * features[k];
        }
        return sum;
    }

    @Override
    public int size() {
        return terms().length;
    }

    /** The features that it has, the first one first. */
    private int[] terms() {
        return IntStream.range(0, weights.length).filter(k -> weights[k] != 0).toArray();
    }

    @Override
    public String words(List<String> features) {
        StringBuilder words = new StringBuilder(Rule.number(intercept));
        for (int term : terms()) {
            words.append(weights[term] < 0 ? " - " : " + ")
                    .append(Rule.number(Math.abs(weights[term])))
                    .append(" x ")
                    .append(features.get(term));
        }
        return words.toString();
    }
}
