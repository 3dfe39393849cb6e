package io.lucidgen.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952), several members one after another included.
 *
 * <p>Unlike the JDK's stream it tells when something else follows the last member, and does not depend on {@link
 * InputStream#available()} to find the next one, which remote file systems answer as they like.
 */
final class GzipStream extends InputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA_FIELD = 4;
    private static final int FILE_NAME = 8;
    private static final int COMMENT = 16;
    private static final int BYTES_AFTER_FLAGS = 6;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final byte[] one = new byte[1];
    private int position;
    private int limit;
    private boolean atEnd;
    private boolean trailingBytes;

    GzipStream(InputStream in) throws IOException {
        this.in = in;
        if (readShort() != MAGIC) {
            throw new ZipException("no gzip header");
        }
        readRestOfHeader();
    }

    /** Whether something other than gzip follows the end; known once the end has been read. */
    boolean hasTrailingBytes() {
        return trailingBytes;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!atEnd) {
            int count = inflate(out, offset, length);
            if (count > 0) {
                checksum.update(out, offset, count);
                return count;
            }
            if (inflater.finished()) {
                finishMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("it needs a dictionary");
            } else if (inflater.needsInput()) {
                fill();
                if (limit == 0) {
                    throw new EOFException("the gzip stream is cut short");
                }
                inflater.setInput(buffer, 0, limit);
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        atEnd = true;
        inflater.end();
        in.close();
    }

    private int inflate(byte[] out, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(out, offset, length);
        } catch (DataFormatException e) {
            ZipException damage = new ZipException(e.getMessage() == null ? "invalid data" : e.getMessage());
            damage.initCause(e);
            throw damage;
        }
    }

    private void finishMember() throws IOException {
        position = limit - inflater.getRemaining();
        long writtenChecksum = readInt();
        long writtenLength = readInt();
        if (writtenChecksum != checksum.getValue() || writtenLength != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new ZipException("the checksum does not match");
        }
        int next = readByteOrEnd();
        if (next < 0) {
            atEnd = true;
        } else if ((next | Math.max(0, readByteOrEnd()) << 8) == MAGIC) {
            readRestOfHeader();
        } else {
            atEnd = true;
            trailingBytes = true;
        }
    }

    private void readRestOfHeader() throws IOException {
        if (readByte() != DEFLATE) {
            throw new ZipException("unknown way of compression");
        }
        int flags = readByte();
        skip(BYTES_AFTER_FLAGS);
        if ((flags & EXTRA_FIELD) != 0) {
            skip(readShort());
        }
        if ((flags & FILE_NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(Short.BYTES);
        }
        checksum.reset();
        inflater.reset();
        inflater.setInput(buffer, position, limit - position);
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            readByte();
        }
    }

    private void skipText() throws IOException {
        while (readByte() != 0) {
            // Until the zero byte that ends it.
        }
    }

    private long readInt() throws IOException {
        return readShort() | (long) readShort() << Short.SIZE;
    }

    private int readShort() throws IOException {
        return readByte() | readByte() << Byte.SIZE;
    }

    private int readByte() throws IOException {
        int value = readByteOrEnd();
        if (value < 0) {
            throw new EOFException("the gzip stream is cut short");
        }
        return value;
    }

    private int readByteOrEnd() throws IOException {
        if (position == limit) {
            fill();
        }
        return position < limit ? buffer[position++] & 0xff : -1;
    }

    private void fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
    }
}
