package io.lucidgen.training;

import io.lucidgen.model.SlotVector;
import java.util.Arrays;

/**
 * The mean of vectors weighted by the examples behind each, accumulated in double.
 *
 * <p>Floating-point sums depend on their order, so whoever adds must do so in the order of the workers, whatever order
 * they finished in; the same bits then come out of every run.
 */
public final class WeightedMean {

    private final double[] sum;
    private SlotVector first;
    private double weight;

    public WeightedMean(int length) {
        this.sum = new double[length];
    }

    /** Starts another mean of vectors of the same length. */
    public void clear() {
        Arrays.fill(sum, 0);
        first = null;
        weight = 0;
    }

    /**
     * Adds one worker's vector.
     *
     * @param examples the vector's weight, at least 1
     * @throws IllegalArgumentException if the weight is not positive or the length differs
     */
    public void add(SlotVector vector, long examples) {
        if (examples < 1 || vector.length() != sum.length) {
            throw new IllegalArgumentException("Cannot average a vector of length %d and weight %d into %d values"
                    .formatted(vector.length(), examples, sum.length));
        }
        first = first == null ? vector : first;
        vector.addTo(sum, examples);
        weight += examples;
    }

    /** The mean in the precision of the vectors. */
    public SlotVector result() {
        double[] mean = new double[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = sum[i] / weight;
        }
        return first.like(mean);
    }

    /** The same into a vector that is there already; until {@link #clear()} nothing more can be added. */
    public void resultInto(SlotVector mean) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= weight;
        }
        mean.set(sum);
    }
}
