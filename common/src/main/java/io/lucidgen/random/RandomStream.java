package io.lucidgen.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The random numbers that one seed stands for, the same on every machine.
 *
 * <p>ND4J's own generator is not used: it is shared by the threads of a process, so what it gives depends on what else
 * runs there.
 */
public final class RandomStream {

    private static final int BITS_PER_DRAW = 16;
    private static final int DRAWS_PER_WORD = Long.SIZE / BITS_PER_DRAW;
    private static final long DRAW_MASK = (1L << BITS_PER_DRAW) - 1;

    private final UniformRandomProvider source;
    private final ZigguratSampler.NormalizedGaussian gaussian;

    public RandomStream(long seed) {
        this.source = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(source);
    }

    /** Fills an array with draws from the standard normal distribution. */
    public void fillGaussian(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) gaussian.sample();
        }
    }

    /** A draw from the standard normal distribution. */
    public double nextGaussian() {
        return gaussian.sample();
    }

    /** A draw from the uniform distribution over [0, 1). */
    public double nextUniform() {
        return source.nextDouble();
    }

    /** A draw from 0 to {@code bound} - 1. */
    public int nextInt(int bound) {
        return source.nextInt(bound);
    }

    /**
     * Fills an array with zeros and one other value, as dropout needs them.
     *
     * <p>Four draws of 16 bits come from each word, because masks are long: the probability is exact to 1/65,536.
     *
     * @param probability the chance of {@code value}, in [0, 1]
     * @param value what an entry is when it is not zero
     */
    public void fillMask(float[] mask, double probability, float value) {
        long threshold = Math.round(probability * (DRAW_MASK + 1));
        int i = 0;
        while (i < mask.length) {
            long word = source.nextLong();
            int end = Math.min(mask.length, i + DRAWS_PER_WORD);
            for (; i < end; i++) {
                // The sign of the difference instead of a branch, which would be mispredicted every third time.
                mask[i] = value * (((word & DRAW_MASK) - threshold) >>> (Long.SIZE - 1));
                word >>>= BITS_PER_DRAW;
            }
        }
    }
}
