package io.lucidgen.checkpoint;

import io.lucidgen.config.Precision;
import io.lucidgen.model.SlotVector;
import io.lucidgen.model.SlotVector.DoubleVector;
import io.lucidgen.model.SlotVector.FloatVector;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The numbers of a slot as little-endian IEEE 754 values, one after the other, moved in buffers of bounded size. */
final class SlotFile {

    /** The most values of a slot: what one Java array can hold everywhere. */
    static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private static final int BUFFER_BYTES = 1 << 16;

    private SlotFile() {}

    /** The bytes of one value. */
    static int width(Precision precision) {
        return precision == Precision.DOUBLE ? Double.BYTES : Float.BYTES;
    }

    static void write(SlotVector slot, OutputStream out) throws IOException {
        write(slot, 0, slot.length(), out);
    }

    /** Writes the values from {@code from} (inclusive) to {@code to} (exclusive). */
    static void write(SlotVector slot, int from, int to, OutputStream out) throws IOException {
        ByteBuffer buffer = buffer();
        int width = slot instanceof DoubleVector ? Double.BYTES : Float.BYTES;
        for (int position = from; position < to; ) {
            int count = Math.min(to - position, BUFFER_BYTES / width);
            if (slot instanceof FloatVector floats) {
                buffer.asFloatBuffer().put(floats.values(), position, count);
            } else {
                buffer.asDoubleBuffer().put(((DoubleVector) slot).values(), position, count);
            }
            out.write(buffer.array(), 0, count * width);
            position += count;
        }
    }

    /** @throws EOFException if the stream ends before the last value */
    static SlotVector read(InputStream in, Precision precision, int length) throws IOException {
        return precision == Precision.DOUBLE ? readDoubles(in, length) : readFloats(in, length);
    }

    private static SlotVector readFloats(InputStream in, int length) throws IOException {
        float[] values = new float[length];
        ByteBuffer buffer = buffer();
        for (int position = 0; position < length; ) {
            int count = fill(in, buffer, length - position, Float.BYTES);
            buffer.asFloatBuffer().get(values, position, count);
            position += count;
        }
        return new FloatVector(values);
    }

    private static SlotVector readDoubles(InputStream in, int length) throws IOException {
        double[] values = new double[length];
        ByteBuffer buffer = buffer();
        for (int position = 0; position < length; ) {
            int count = fill(in, buffer, length - position, Double.BYTES);
            buffer.asDoubleBuffer().get(values, position, count);
            position += count;
        }
        return new DoubleVector(values);
    }

    private static int fill(InputStream in, ByteBuffer buffer, int wanted, int width) throws IOException {
        int count = Math.min(wanted, BUFFER_BYTES / width);
        if (in.readNBytes(buffer.array(), 0, count * width) < count * width) {
            throw new EOFException("the file ends early");
        }
        return count;
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
