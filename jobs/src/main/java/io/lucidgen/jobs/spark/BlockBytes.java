package io.lucidgen.jobs.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a block, to be read once from its beginning and closed.
 *
 * <p>Until then it keeps memory of the executor's block store or of the network layer.
 */
public final class BlockBytes implements AutoCloseable {

    /**
     * Bytes of the buffers that blocks are kept in, a multiple of 8.
     *
     * <p>For each write to a socket Java copies all that remains of a buffer on the heap, however little the socket takes,
     * so that large ones would be copied many times over.
     */
    public static final int BUFFER = 256 * 1024;

    private final InputStream stream;
    private final long size;
    private final long moved;
    private final Runnable release;

    BlockBytes(InputStream stream, long size, long moved, Runnable release) {
        this.stream = stream;
        this.size = size;
        this.moved = moved;
        this.release = release;
    }

    /**
     * An empty buffer for a block that is to be kept.
     *
     * <p>It lies beside the heap, where the garbage collector does not copy it from one place to another as it does with
     * what lives for a round or two, and its memory is free again as soon as Spark removes the block.
     */
    public static ByteBuffer room(int bytes) {
        ByteBuffer buffer;
        try {
            buffer = ByteBuffer.allocateDirect(bytes);
        } catch (OutOfMemoryError noneLeftBesideTheHeap) {
            buffer = ByteBuffer.allocate(bytes);
        }
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes in all. */
    public long size() {
        return size;
    }

    /** Bytes that came over the network for this. */
    public long moved() {
        return moved;
    }

    /**
     * Reads the next bytes.
     *
     * @throws IllegalStateException if the block ends before
     */
    public void read(byte[] into, int count) {
        try {
            if (stream.readNBytes(into, 0, count) < count) {
                throw new IllegalStateException("a block of " + size + " bytes ended early");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a block of " + size + " bytes", e);
        }
    }

    /** All of it, in buffers of at most {@link #BUFFER} bytes. */
    List<ByteBuffer> buffers() {
        List<ByteBuffer> buffers = new ArrayList<>();
        byte[] bytes = new byte[(int) Math.min(size, BUFFER)];
        for (long left = size; left > 0; left -= BUFFER) {
            int count = (int) Math.min(left, BUFFER);
            read(bytes, count);
            buffers.add(room(count).put(bytes, 0, count).flip());
        }
        return buffers;
    }

    @Override
    public void close() {
        release.run();
    }
}
