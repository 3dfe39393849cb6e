package io.lucidgen.jobs.sharding;

import io.lucidgen.data.Block;
import io.lucidgen.data.ShardPlan;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * How a worker's file holds its blocks, one behind the other: checksum, labels, features. All but the last are of one
 * size, so that where a block lies follows from its index and nothing needs to be kept for each block.
 */
record BlockLayout(ShardPlan plan, int bytesPerExample) implements Serializable {

    /** Where a block begins in its worker's file. */
    long position(int index) {
        return (long) index * bytes(plan.blockSize());
    }

    /** The length of a worker's file. */
    long fileBytes(int worker) {
        int last = plan.blocks(worker) - 1;
        return position(last) + recordBytes(worker, last);
    }

    /** The length of a block in its worker's file. */
    int recordBytes(int worker, int index) {
        return Math.toIntExact(bytes(plan.blockCount(worker, index)));
    }

    void write(Block block, DataOutputStream out) throws IOException {
        byte[] labels = ByteBuffer.allocate(block.count() * Integer.BYTES).array();
        ByteBuffer.wrap(labels).asIntBuffer().put(block.labels());
        out.writeInt(checksum(block.worker(), block.index(), labels, 0, labels.length, block.features()));
        out.write(labels);
        out.write(block.features());
    }

    /**
     * The block that was written.
     *
     * @throws IllegalArgumentException when these are not the bytes that were written for it
     */
    Block read(int worker, int index, byte[] stored) {
        int count = plan.blockCount(worker, index);
        int labelBytes = count * Integer.BYTES;
        byte[] features = Arrays.copyOfRange(stored, Integer.BYTES + labelBytes, stored.length);
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        if (buffer.getInt() != checksum(worker, index, stored, Integer.BYTES, labelBytes, features)) {
            throw new IllegalArgumentException("block " + index + " of worker " + worker + " is not what was written");
        }
        int[] labels = new int[count];
        buffer.asIntBuffer().get(labels);
        return new Block(worker, index, count, features, labels);
    }

    private long bytes(int count) {
        return Integer.BYTES + (long) count * (Integer.BYTES + bytesPerExample);
    }

    /** Over the block's place too, so that a block cannot be taken for another. */
    private static int checksum(int worker, int index, byte[] labels, int from, int length, byte[] features) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(worker)
                .putInt(index)
                .flip());
        crc.update(labels, from, length);
        crc.update(features);
        return (int) crc.getValue();
    }
}
