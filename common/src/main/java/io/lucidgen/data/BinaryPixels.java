package io.lucidgen.data;

import io.lucidgen.random.RandomStream;

/**
 * Zeros and ones drawn with grey values as probabilities (dynamic binarisation, Salakhutdinov and Murray 2008, and
 * Burda et al. 2016).
 */
public final class BinaryPixels {

    private BinaryPixels() {}

    /**
     * Replaces grey values by draws.
     *
     * @param values in [0, 1]; afterwards each is 0 or 1
     */
    public static void draw(float[] values, long seed) {
        RandomStream random = new RandomStream(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextUniform() < values[i] ? 1 : 0;
        }
    }
}
