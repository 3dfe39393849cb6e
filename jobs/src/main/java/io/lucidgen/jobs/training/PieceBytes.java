package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockBytes;
import io.lucidgen.model.SlotVector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** The numbers of a piece on their way out of a block's buffers and into others, one buffer at a time. */
final class PieceBytes {

    private PieceBytes() {}

    /** The next numbers of a block, as many bytes of them as given. */
    static SlotVector next(BlockBytes block, int bytes, DataType precision) {
        byte[] read = new byte[bytes];
        block.read(read, bytes);
        return vector(PiecePlan.littleEndian(read), precision);
    }

    /** The numbers of a buffer, which is left as it is. */
    static SlotVector vector(ByteBuffer buffer, DataType precision) {
        ByteBuffer bytes = buffer.duplicate().order(buffer.order());
        SlotVector vector = SlotVector.zeros(precision, bytes.remaining() / precision.width());
        vector.write(0, vector.length(), bytes);
        return vector;
    }

    /** All numbers of a piece in buffers of the size that blocks are kept in. */
    static List<ByteBuffer> copy(BlockBytes block, int length, DataType precision) {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int left = length * precision.width(); left > 0; ) {
            byte[] read = new byte[Math.min(left, BlockBytes.BUFFER)];
            block.read(read, read.length);
            ByteBuffer buffer = BlockBytes.room(read.length);
            buffers.add(buffer.put(read).flip());
            left -= read.length;
        }
        return buffers;
    }

    /** A buffer of some numbers. */
    static ByteBuffer buffer(SlotVector vector) {
        ByteBuffer buffer = BlockBytes.room(vector.length() * vector.precision().width());
        vector.read(0, vector.length(), buffer);
        return buffer.flip();
    }
}
