package io.lucidgen.network;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The numbers of a FLOAT array of the CPU, read and written in blocks that stay in the first-level cache.
 *
 * <p>A loop of Java over such a block becomes vector instructions, which for functions with a branch in them beats
 * ND4J's own operations: LeakyReLU over 262,144 values takes 0.05 ms instead of 1.5, its gradient 0.1 instead of 2.5.
 * Loops must have no branches and must start at index 0 of every array, or the compiler leaves them as they are.
 */
public final class HostBlocks {

    /** Values of a block. */
    public static final int LENGTH = 2048;

    // The memory belongs to the array and lives as long as it does.
    private final INDArray array;
    private final FloatBuffer values;

    private HostBlocks(INDArray array) {
        this.array = array;
        this.values = new FloatPointer(array.data().pointer())
                .position(array.offset())
                .limit(array.offset() + array.length())
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Whether an array can be walked in blocks: FLOAT, in the CPU's memory, below 2 GiB. */
    public static boolean suit(INDArray array) {
        return HostCopy.HOST_MEMORY
                && array.dataType() == DataType.FLOAT
                && array.length() <= Integer.MAX_VALUE / Float.BYTES;
    }

    /** The blocks of an array that is row-major without gaps, as those of an {@link Execution} are. */
    public static HostBlocks of(INDArray array) {
        if (!suit(array)) {
            throw new IllegalArgumentException(
                    "Cannot walk %d values of %s in blocks".formatted(array.length(), array.dataType()));
        }
        return new HostBlocks(array);
    }

    public int length() {
        return (int) array.length();
    }

    /** Values of the block that starts at a position. */
    public int count(int from) {
        return Math.min(LENGTH, length() - from);
    }

    /** Copies the block that starts at a position to the beginning of {@code to}. */
    public void read(int from, float[] to) {
        read(from, to, count(from));
    }

    /** Copies so many values to the beginning of {@code to}. */
    public void read(int from, float[] to, int count) {
        values.get(from, to, 0, count);
    }

    /** Copies the beginning of {@code block} over the block that starts at a position. */
    public void write(int from, float[] block) {
        write(from, block, count(from));
    }

    /** Copies so many values from the beginning of {@code block}. */
    public void write(int from, float[] block, int count) {
        values.put(from, block, 0, count);
    }
}
