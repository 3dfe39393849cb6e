package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockBytes;
import io.lucidgen.training.OuterStep;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One piece of the parameters that a round ends with where that is not the mean, as buffers of blocks.
 *
 * @param velocity that belongs to them
 * @param moved bytes that came over the network for the step, without the workers' own
 */
record OuterPiece(List<ByteBuffer> parameters, List<ByteBuffer> velocity, long moved) {

    /**
     * Takes the step.
     *
     * @param before the piece of the parameters before the round
     * @param velocity the piece of the velocity before it
     * @param mean of the workers, as a block's buffers; left as they are
     */
    static OuterPiece after(
            OuterStep step, BlockBytes before, BlockBytes velocity, List<ByteBuffer> mean, DataType precision) {
        OuterPiece piece = new OuterPiece(new ArrayList<>(), new ArrayList<>(), before.moved() + velocity.moved());
        for (ByteBuffer buffer : mean) {
            int bytes = buffer.remaining();
            OuterStep.Result result = step.after(
                    PieceBytes.next(before, bytes, precision),
                    PieceBytes.next(velocity, bytes, precision),
                    PieceBytes.vector(buffer, precision));
            piece.parameters.add(PieceBytes.buffer(result.parameters()));
            piece.velocity.add(PieceBytes.buffer(result.velocity()));
        }
        return piece;
    }
}
