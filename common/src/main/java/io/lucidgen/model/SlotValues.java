package io.lucidgen.model;

import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The numbers of one slot where they lie, and their way to and from bytes.
 *
 * <p>The bytes are those of the numbers, 4 each in single and 8 in double precision, in the order that the buffer is
 * set to.
 */
public interface SlotValues {

    int length();

    DataType precision();

    /** Copies the values from {@code from} (inclusive) to {@code to} (exclusive) into a buffer, and moves its position. */
    void read(int from, int to, ByteBuffer into);

    /** Replaces the values from {@code from} (inclusive) to {@code to} (exclusive) by those of a buffer. */
    void write(int from, int to, ByteBuffer source);

    /** The numbers of a row-major array without gaps, such as the parameters of a network. */
    static SlotValues of(INDArray array) {
        return new ArrayValues(array);
    }
}
