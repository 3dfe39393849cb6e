package io.lucidgen.evaluation;

import io.lucidgen.random.RandomStream;

/** Rows drawn from normal distributions, whose scores are known in closed form. */
final class GaussianRows {
    private GaussianRows() {}

    /** Rows {@code shift + scale * N(0, I)}. */
    static FeatureRows of(long seed, int rows, int columns, double shift, double scale) {
        float[] values = new float[rows * columns];
        RandomStream random = new RandomStream(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (shift + scale * random.nextGaussian());
        }
        return new FeatureRows(columns, values);
    }
}
