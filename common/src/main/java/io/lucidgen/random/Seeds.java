package io.lucidgen.random;

/**
 * Seeds that depend on what they are for and on nothing else.
 *
 * <p>A seed is a hash of the run's seed and a path of numbers, such as (round, worker, step), so that a task that runs
 * again, on another machine or in another order, draws the same numbers.
 */
public final class Seeds {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /**
     * Derives a seed.
     *
     * @param seed the run's seed
     * @param path what the seed is for: a purpose first, then the indices that tell one use from another
     * @return 64 well-mixed bits
     */
    public static long derive(long seed, long... path) {
        long hash = mix(seed + GOLDEN_GAMMA);
        for (long step : path) {
            hash = mix(hash * 31 + mix(step + GOLDEN_GAMMA));
        }
        return hash;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford). */
    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
