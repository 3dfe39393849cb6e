package io.lucidgen.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads pictures from PNG (ISO/IEC 15948) of 8 bits, grey or colour, not interlaced: the kind that {@link PngImage}
 * writes, with any row filter.
 *
 * <p>Own reader for the reason that the writer is one: it needs no desktop module on a cluster node.
 */
public final class PngReader {
    private static final int CHUNK_FRAME = 12;
    private static final int COLOUR = 2;

    private PngReader() {}

    /**
     * The picture of a {@code .png} file.
     *
     * @throws IllegalArgumentException if the bytes are no such file, or a damaged one
     */
    public static Picture decode(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        byte[] signature = new byte[PngImage.SIGNATURE.length];
        if (file.length < signature.length) {
            throw new IllegalArgumentException("the picture is cut off after " + file.length + " bytes");
        }
        in.get(signature);
        if (!Arrays.equals(signature, PngImage.SIGNATURE)) {
            throw new IllegalArgumentException("the picture is no PNG");
        }
        Header header = Header.of(ByteBuffer.wrap(chunk(in, "IHDR")));
        Inflater inflater = new Inflater();
        byte[] rows = new byte[header.height() * (header.stride() + 1)];
        int filled = 0;
        try {
            while (filled < rows.length) {
                inflater.setInput(chunk(in, "IDAT"));
                int more;
                do {
                    more = inflater.inflate(rows, filled, rows.length - filled);
                    filled += more;
                } while (more > 0);
            }
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("the picture's pixels are damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
        byte[] pixels = unfiltered(rows, header);
        return header.channels() == 1
                ? new GrayImage(header.width(), header.height(), pixels)
                : new RgbImage(header.width(), header.height(), pixels);
    }

    private record Header(int width, int height, int channels) {
        private static final int LENGTH = 13;

        static Header of(ByteBuffer data) {
            if (data.remaining() != LENGTH) {
                throw new IllegalArgumentException("the picture's header has " + data.remaining() + " bytes");
            }
            int width = data.getInt();
            int height = data.getInt();
            int depth = data.get();
            int colour = data.get();
            data.getShort();
            int interlace = data.get();
            if (width < 1 || height < 1 || depth != 8 || (colour != 0 && colour != COLOUR) || interlace != 0) {
                throw new IllegalArgumentException("a PNG of " + width + " x " + height + ", " + depth
                        + " bits, colour type " + colour + ", interlace " + interlace
                        + " is none that is read here: 8 bits, grey or colour, not interlaced");
            }
            return new Header(width, height, colour == COLOUR ? 3 : 1);
        }

        int stride() {
            return Math.multiplyExact(width, channels);
        }
    }

    /** The content of the next chunk of a type; others before it are passed over. */
    private static byte[] chunk(ByteBuffer in, String wanted) {
        while (in.remaining() >= CHUNK_FRAME) {
            int length = in.getInt();
            if (length < 0 || length > in.remaining() - (CHUNK_FRAME - Integer.BYTES)) {
                break;
            }
            byte[] typed = new byte[4 + length];
            in.get(typed);
            CRC32 crc = new CRC32();
            crc.update(typed);
            if (in.getInt() != (int) crc.getValue()) {
                throw new IllegalArgumentException("the picture is damaged: a checksum does not match");
            }
            if (new String(typed, 0, 4, StandardCharsets.US_ASCII).equals(wanted)) {
                return Arrays.copyOfRange(typed, 4, typed.length);
            }
        }
        throw new IllegalArgumentException("the picture is cut off: it has no further part " + wanted);
    }

    /** Undoes what was done to each row to pack it better; the byte before a row says what that was. */
    private static byte[] unfiltered(byte[] rows, Header header) {
        int stride = header.stride();
        int channels = header.channels();
        byte[] pixels = new byte[header.height() * stride];
        for (int y = 0; y < header.height(); y++) {
            int filter = rows[y * (stride + 1)];
            for (int x = 0; x < stride; x++) {
                int at = y * stride + x;
                int left = x < channels ? 0 : pixels[at - channels] & 0xff;
                int above = y == 0 ? 0 : pixels[at - stride] & 0xff;
                int aboveLeft = x < channels || y == 0 ? 0 : pixels[at - stride - channels] & 0xff;
                int predicted =
                        switch (filter) {
                            case 0 -> 0;
                            case 1 -> left;
                            case 2 -> above;
                            case 3 -> (left + above) / 2;
                            case 4 -> paeth(left, above, aboveLeft);
                            default -> throw new IllegalArgumentException("the picture has a row filter " + filter);
                        };
                pixels[at] = (byte) (rows[y * (stride + 1) + 1 + x] + predicted);
            }
        }
        return pixels;
    }

    /** The neighbour that is nearest to left + above - aboveLeft, as the standard breaks ties. */
    private static int paeth(int left, int above, int aboveLeft) {
        int estimate = left + above - aboveLeft;
        int byLeft = Math.abs(estimate - left);
        int byAbove = Math.abs(estimate - above);
        int byAboveLeft = Math.abs(estimate - aboveLeft);
        if (byLeft <= byAbove && byLeft <= byAboveLeft) {
            return left;
        }
        return byAbove <= byAboveLeft ? above : aboveLeft;
    }
}
