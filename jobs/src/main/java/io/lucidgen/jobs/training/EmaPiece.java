package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockBytes;
import io.lucidgen.model.SlotVector;
import io.lucidgen.training.MovingAverage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One piece of a moving average on its way from one round to the next.
 *
 * @param localSteps of a round
 */
record EmaPiece(MovingAverage average, int localSteps, DataType precision) {

    /**
     * The piece after a round, as a block's buffers.
     *
     * @param before the piece before the round
     * @param mean the averaged parameters that it follows, as a block's buffers; left as they are
     */
    List<ByteBuffer> after(BlockBytes before, List<ByteBuffer> mean) {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (ByteBuffer parameters : mean) {
            byte[] bytes = new byte[parameters.remaining()];
            before.read(bytes, bytes.length);
            SlotVector ema = vector(PiecePlan.littleEndian(bytes));
            SlotVector followed = vector(parameters.duplicate().order(parameters.order()));
            ByteBuffer buffer = BlockBytes.room(bytes.length);
            average.after(ema, followed, localSteps).read(0, ema.length(), buffer);
            buffers.add(buffer.flip());
        }
        return buffers;
    }

    private SlotVector vector(ByteBuffer bytes) {
        SlotVector vector = SlotVector.zeros(precision, bytes.remaining() / precision.width());
        vector.write(0, vector.length(), bytes);
        return vector;
    }
}
