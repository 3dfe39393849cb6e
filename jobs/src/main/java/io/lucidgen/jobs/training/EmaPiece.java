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
            SlotVector ema = PieceBytes.next(before, parameters.remaining(), precision);
            buffers.add(PieceBytes.buffer(average.after(ema, PieceBytes.vector(parameters, precision), localSteps)));
        }
        return buffers;
    }
}
