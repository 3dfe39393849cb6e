package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockBytes;
import io.lucidgen.model.SlotVector;
import io.lucidgen.training.WeightedMean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The weighted mean of one piece over all workers, and how far each of them is from it.
 *
 * <p>It goes over the piece in tiles that stay in the processor's cache while the workers' numbers are added up, in the
 * order of the workers, and compared with the mean. Every number is averaged on its own, so that the size of tiles and
 * pieces does not change the bits.
 */
final class PieceMean {

    private static final int TILE = 8192;

    private final DataType precision;
    private final int length;
    private final boolean compared;
    private final byte[] bytes;
    private double[] squaredDistances;

    /**
     * Prepares for a piece.
     *
     * @param compared whether the workers' distances from the mean are taken
     */
    PieceMean(DataType precision, int length, boolean compared) {
        this.precision = precision;
        this.length = length;
        this.compared = compared;
        this.bytes = new byte[TILE * precision.width()];
    }

    /** The mean as a block's buffers. */
    List<ByteBuffer> of(List<BlockBytes> parts, List<Contribution> contributions) {
        squaredDistances = new double[compared ? parts.size() : 0];
        List<ByteBuffer> buffers = new ArrayList<>();
        ByteBuffer buffer = null;
        Tiles tiles = new Tiles(precision, parts.size(), Math.min(TILE, length));
        for (int done = 0; done < length; done += TILE) {
            int count = Math.min(TILE, length - done);
            tiles = count == tiles.length() ? tiles : new Tiles(precision, parts.size(), count);
            average(tiles, parts, contributions);
            if (buffer == null || !buffer.hasRemaining()) {
                long left = (long) (length - done) * precision.width();
                buffer = BlockBytes.room((int) Math.min(left, BlockBytes.BUFFER));
                buffers.add(buffer);
            }
            tiles.result().read(0, count, buffer);
        }
        buffers.forEach(ByteBuffer::flip);
        return buffers;
    }

    /** By contribution, in their order; empty where they are not taken. */
    List<Double> squaredDistances() {
        List<Double> all = new ArrayList<>();
        for (double distance : squaredDistances) {
            all.add(distance);
        }
        return all;
    }

    private void average(Tiles tiles, List<BlockBytes> parts, List<Contribution> contributions) {
        tiles.mean().clear();
        for (int i = 0; i < parts.size(); i++) {
            SlotVector tile = tiles.parts().get(i);
            parts.get(i).read(bytes, tile.length() * precision.width());
            tile.write(0, tile.length(), PiecePlan.littleEndian(bytes));
            tiles.mean().add(tile, contributions.get(i).examples());
        }
        tiles.mean().resultInto(tiles.result());
        for (int i = 0; i < squaredDistances.length; i++) {
            squaredDistances[i] += tiles.parts().get(i).squaredDistance(tiles.result(), tiles.length());
        }
    }

    /** Room for a tile of each worker, their sum and their mean. */
    private record Tiles(List<SlotVector> parts, WeightedMean mean, SlotVector result) {
        Tiles(DataType precision, int workers, int length) {
            this(
                    Stream.generate(() -> SlotVector.zeros(precision, length))
                            .limit(workers)
                            .toList(),
                    new WeightedMean(length),
                    SlotVector.zeros(precision, length));
        }

        int length() {
            return result.length();
        }
    }
}
