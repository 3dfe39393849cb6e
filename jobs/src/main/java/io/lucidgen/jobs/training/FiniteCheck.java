package io.lucidgen.jobs.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Tells whether all numbers of buffers are finite, from their bits: those of a number that is not have all bits of the
 * exponent set, so that one more carries into the sign. The processor looks at many at once this way.
 */
final class FiniteCheck {

    private static final int FLOAT_EXPONENT_UNIT = 0x0080_0000;
    private static final long DOUBLE_EXPONENT_UNIT = 0x0010_0000_0000_0000L;
    private static final int TILE = 4096;

    private FiniteCheck() {}

    /** Whether all are, in little-endian buffers of whole numbers. */
    static boolean allFinite(List<ByteBuffer> buffers, DataType precision) {
        for (ByteBuffer buffer : buffers) {
            ByteBuffer bytes = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            boolean finite = precision == DataType.DOUBLE ? finite(bytes.asLongBuffer()) : finite(bytes.asIntBuffer());
            if (!finite) {
                return false;
            }
        }
        return true;
    }

    private static boolean finite(IntBuffer bits) {
        int[] tile = new int[TILE];
        int signs = 0;
        while (bits.hasRemaining()) {
            int count = Math.min(TILE, bits.remaining());
            bits.get(tile, 0, count);
            for (int i = 0; i < count; i++) {
                signs |= (tile[i] & Integer.MAX_VALUE) + FLOAT_EXPONENT_UNIT;
            }
        }
        return signs >= 0;
    }

    private static boolean finite(LongBuffer bits) {
        long[] tile = new long[TILE];
        long signs = 0;
        while (bits.hasRemaining()) {
            int count = Math.min(TILE, bits.remaining());
            bits.get(tile, 0, count);
            for (int i = 0; i < count; i++) {
                signs |= (tile[i] & Long.MAX_VALUE) + DOUBLE_EXPONENT_UNIT;
            }
        }
        return signs >= 0;
    }
}
