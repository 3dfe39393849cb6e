package io.lucidgen.model;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The numbers of an array of ND4J.
 *
 * <p>On the CPU its memory is copied as it lies, without a copy on the heap in between; any other backend goes through
 * ND4J's own transfer, a whole slot at a time.
 */
record ArrayValues(INDArray array) implements SlotValues {

    private static final boolean HOST_MEMORY =
            "CPU".equals(Nd4j.getExecutioner().getEnvironmentInformation().getProperty("backend"));

    @Override
    public int length() {
        return Math.toIntExact(array.length());
    }

    @Override
    public DataType precision() {
        return array.dataType();
    }

    @Override
    public void read(int from, int to, ByteBuffer into) {
        if (!HOST_MEMORY) {
            SlotVector.of(array).read(from, to, into);
            return;
        }
        into.put(memory(from, to));
    }

    @Override
    public void write(int from, int to, ByteBuffer source) {
        if (!HOST_MEMORY) {
            SlotVector whole = SlotVector.of(array);
            whole.write(from, to, source);
            whole.writeTo(array);
            return;
        }
        ByteBuffer memory = memory(from, to);
        ByteBuffer part = source.slice(source.position(), memory.remaining());
        memory.put(part);
        source.position(source.position() + part.position());
    }

    // The order of its bytes is the processor's, which is little-endian wherever ND4J runs.
    private ByteBuffer memory(int from, int to) {
        Pointer pointer = array.data().pointer();
        long width = precision().width();
        return new BytePointer(pointer)
                .position((array.offset() + from) * width)
                .limit((array.offset() + to) * width)
                .asByteBuffer();
    }
}
