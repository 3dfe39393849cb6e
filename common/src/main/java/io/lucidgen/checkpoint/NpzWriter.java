package io.lucidgen.checkpoint;

import io.lucidgen.config.Precision;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.TensorShape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes NumPy's {@code .npz}: a zip of {@code .npy} files of format 1.0, stored and not compressed.
 *
 * <p>Equal arrays give equal bytes: every entry bears the same date.
 */
final class NpzWriter {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    // NumPy asks for data that begin at a multiple of this, so that they can be mapped into memory.
    private static final int ALIGNMENT = 64;
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;

    NpzWriter(OutputStream out) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.zip.setMethod(ZipOutputStream.STORED);
    }

    /** Adds the values of a slot from {@code offset} on as an array, row-major. */
    void add(String name, SlotVector slot, int offset, TensorShape shape) throws IOException {
        byte[] header = header(StateIndex.precisionOf(slot), shape);
        int end = offset + shape.size();
        // A stored entry states its checksum before its content, so the content is gone through twice.
        CRC32 crc = new CRC32();
        crc.update(header);
        SlotFile.write(slot, offset, end, new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(DATE);
        entry.setCrc(crc.getValue());
        entry.setSize(header.length + shape.size() * (long) SlotFile.width(StateIndex.precisionOf(slot)));
        zip.putNextEntry(entry);
        zip.write(header);
        SlotFile.write(slot, offset, end, zip);
        zip.closeEntry();
    }

    /** Ends the archive and leaves the stream open, which is the caller's. */
    void finish() throws IOException {
        zip.finish();
        zip.flush();
    }

    private static byte[] header(Precision precision, TensorShape shape) {
        String dimensions = shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining(", "));
        // A tuple of one value has a comma in Python.
        String tuple = shape.dimensions().size() == 1 ? dimensions + "," : dimensions;
        String text = "{'descr': '<f%d', 'fortran_order': False, 'shape': (%s), }"
                .formatted(SlotFile.width(precision), tuple);
        int unpadded = MAGIC.length + Short.BYTES + text.length() + 1;
        int padding = Math.floorMod(-unpadded, ALIGNMENT);
        byte[] dictionary = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(unpadded + padding)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) dictionary.length)
                .put(dictionary)
                .array();
    }
}
