package io.lucidgen.family.vae;

import io.lucidgen.network.HostCopy;
import io.lucidgen.random.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Zeros and ones drawn with grey values as probabilities (dynamic binarisation, Salakhutdinov and Murray 2008, and
 * Burda et al. 2016).
 */
final class BinaryPixels {

    private BinaryPixels() {}

    /**
     * Draws a picture of zeros and ones from each grey one.
     *
     * @param grey {@code [n, features]} in [0, 1]
     * @return as many, a new array
     */
    static INDArray draw(INDArray grey, long seed) {
        float[] values = new float[Math.toIntExact(grey.length())];
        HostCopy.read(grey.castTo(DataType.FLOAT).dup('c'), values);
        RandomStream random = new RandomStream(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextUniform() < values[i] ? 1 : 0;
        }
        return Nd4j.createFromArray(values).reshape('c', grey.shape()).castTo(grey.dataType());
    }
}
