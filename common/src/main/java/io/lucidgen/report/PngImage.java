package io.lucidgen.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a picture as PNG (ISO/IEC 15948): 8 bits, grey or colour, no metadata.
 *
 * <p>Own writer rather than {@code javax.imageio}: it needs no desktop module on a cluster node, adds no time stamp or
 * software chunk, and so the same picture always gives the same bytes on one Java version.
 */
public final class PngImage {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int GRAY = 0;
    private static final int COLOUR = 2;

    private PngImage() {}

    /** The bytes of a {@code .png} file. */
    public static byte[] encode(Picture picture) {
        ByteArrayOutputStream file = new ByteArrayOutputStream(picture.pixels().length / 2 + 128);
        file.writeBytes(SIGNATURE);
        chunk(file, "IHDR", header(picture));
        chunk(file, "IDAT", deflate(filtered(picture)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** The picture inside an address, so that a page can show it without a second file. */
    public static String dataUri(Picture picture) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(encode(picture));
    }

    private static byte[] header(Picture picture) {
        return ByteBuffer.allocate(13)
                .putInt(picture.width())
                .putInt(picture.height())
                .put((byte) 8)
                .put((byte) (picture.channels() == 1 ? GRAY : COLOUR))
                .put(new byte[3]) // deflate, adaptive filters, not interlaced
                .array();
    }

    /** Each row after its filter type; "Up" turns the repeated rows of an enlarged picture into zeros. */
    private static byte[] filtered(Picture picture) {
        int stride = picture.width() * picture.channels();
        byte[] pixels = picture.pixels();
        byte[] rows = new byte[picture.height() * (stride + 1)];
        for (int y = 0; y < picture.height(); y++) {
            int to = y * (stride + 1);
            rows[to] = (byte) (y == 0 ? 0 : 2);
            for (int i = 0; i < stride; i++) {
                int above = y == 0 ? 0 : pixels[(y - 1) * stride + i];
                rows[to + 1 + i] = (byte) (pixels[y * stride + i] - above);
            }
        }
        return rows;
    }

    private static byte[] deflate(byte[] raw) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(raw);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(name);
        file.writeBytes(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
