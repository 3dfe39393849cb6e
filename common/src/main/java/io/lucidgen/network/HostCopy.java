package io.lucidgen.network;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Moves numbers between Java's heap and arrays of ND4J in one block.
 *
 * <p>On the CPU an array's memory is copied as it lies; any other backend goes through ND4J's own transfer. Arrays must
 * be row-major without gaps, as those of an {@link Execution} are.
 */
public final class HostCopy {

    static final boolean HOST_MEMORY =
            "CPU".equals(Nd4j.getExecutioner().getEnvironmentInformation().getProperty("backend"));

    private HostCopy() {}

    /** Copies all values of a FLOAT array into the heap. */
    public static void read(INDArray from, float[] to) {
        require(from, DataType.FLOAT, to.length);
        if (HOST_MEMORY) {
            floats(from).get(to);
        } else {
            System.arraycopy(from.dup('c').data().asFloat(), 0, to, 0, to.length);
        }
    }

    /** Copies all values of a DOUBLE array into the heap. */
    public static void read(INDArray from, double[] to) {
        require(from, DataType.DOUBLE, to.length);
        if (HOST_MEMORY) {
            doubles(from).get(to);
        } else {
            System.arraycopy(from.dup('c').data().asDouble(), 0, to, 0, to.length);
        }
    }

    /** Copies values from the heap over all of an array of either precision. */
    public static void write(float[] from, INDArray to) {
        if (to.dataType() == DataType.DOUBLE) {
            double[] widened = new double[from.length];
            for (int i = 0; i < from.length; i++) {
                widened[i] = from[i];
            }
            write(widened, to);
            return;
        }
        require(to, DataType.FLOAT, from.length);
        if (HOST_MEMORY) {
            floats(to).put(from);
        } else {
            to.assign(Nd4j.createFromArray(from).reshape(to.shape()));
        }
    }

    /** Copies values from the heap over all of a DOUBLE array. */
    public static void write(double[] from, INDArray to) {
        require(to, DataType.DOUBLE, from.length);
        if (HOST_MEMORY) {
            doubles(to).put(from);
        } else {
            to.assign(Nd4j.createFromArray(from).reshape(to.shape()));
        }
    }

    private static FloatPointer floats(INDArray array) {
        return new FloatPointer(array.data().pointer()).position(array.offset());
    }

    private static DoublePointer doubles(INDArray array) {
        return new DoublePointer(array.data().pointer()).position(array.offset());
    }

    private static void require(INDArray array, DataType precision, int length) {
        if (array.dataType() != precision || array.length() != length) {
            throw new IllegalArgumentException("Cannot copy %d values of %s to or from an array of %d of %s"
                    .formatted(length, precision, array.length(), array.dataType()));
        }
    }
}
