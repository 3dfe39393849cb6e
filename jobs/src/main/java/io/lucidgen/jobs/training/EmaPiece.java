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
 * @param stepsBefore steps of the run before the round
 * @param localSteps of the round
 */
record EmaPiece(MovingAverage average, long stepsBefore, int localSteps, DataType precision) {

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
            SlotVector vector = PieceBytes.vector(parameters, precision);
            buffers.add(PieceBytes.buffer(average.after(ema, vector, stepsBefore, localSteps)));
        }
        return buffers;
    }
}
