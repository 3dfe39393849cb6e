package io.lucidgen.privacy;

import java.util.Random;
import java.util.stream.IntStream;

/** The mean of vectors of bounded length, with noise. */
public final class ClippedMean {

    private ClippedMean() {}

    /**
     * The vector, shortened to a length where it is longer; zeros where a value is not finite.
     *
     * @param bound above 0
     */
    public static double[] clipped(float[] values, double bound) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        double factor = Double.isFinite(squares) ? Math.min(1, bound / Math.sqrt(squares)) : 0;
        return IntStream.range(0, values.length)
                .mapToDouble(i -> factor > 0 ? values[i] * factor : 0)
                .toArray();
    }

    /** How far the mean of so many clipped vectors moves at most when one of them is replaced, as a Euclidean length. */
    public static double sensitivity(double bound, long vectors) {
        return 2 * bound / vectors;
    }

    /**
     * A mean with normal noise.
     *
     * @param sum of clipped vectors
     * @param vectors how many
     * @param deviation of the noise on each value
     * @param random must not be predictable: who knows the noise can take it off
     */
    public static float[] noisy(double[] sum, long vectors, double deviation, Random random) {
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / vectors + deviation * random.nextGaussian());
        }
        return mean;
    }
}
