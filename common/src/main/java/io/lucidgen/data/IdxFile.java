package io.lucidgen.data;

import io.lucidgen.error.UserException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * One IDX file of unsigned bytes, read record by record; gzip is recognised by its first two bytes.
 *
 * <p>The format: a magic number (two zero bytes, the type of value 0x08, the number of dimensions), each dimension as
 * four bytes, most significant first, then the values, row-major.
 */
final class IdxFile implements Closeable {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BUFFER_BYTES = 1 << 16;
    // A record of more is no image to train on but a damaged header.
    private static final int MAX_RECORD_BYTES = 1 << 24;

    private final RawFile file;
    private final MessageDigest digest = sha256();
    private InputStream raw;
    private GzipStream gzip;
    private InputStream in;
    private int[] dimensions;
    private int records;
    private int recordsRead;
    private boolean atEnd;

    private IdxFile(RawFile file) {
        this.file = file;
    }

    /**
     * Opens a file and reads its header.
     *
     * @param rank the number of dimensions that it must have, records included
     * @throws UserException (exit 3) when the file is empty, is no such IDX file or announces absurd dimensions
     */
    static IdxFile open(RawFile file, int rank) {
        IdxFile idx = new IdxFile(file);
        try {
            idx.openStream();
            idx.readHeader(rank);
            return idx;
        } catch (IOException e) {
            idx.closeAfter(e);
            throw idx.failure("its header of " + headerBytes(rank) + " bytes is not whole", e);
        } catch (RuntimeException e) {
            idx.closeAfter(e);
            throw e;
        }
    }

    /** The number of records that the header announces, at least 1. */
    int records() {
        return records;
    }

    /** The size of one dimension; dimension 0 counts the records. */
    int dimension(int index) {
        return dimensions[index];
    }

    /** The number of values of one record. */
    int recordBytes() {
        int bytes = 1;
        for (int i = 1; i < dimensions.length; i++) {
            bytes *= dimensions[i];
        }
        return bytes;
    }

    /** Reads the next record into {@code [recordBytes]}. */
    void read(byte[] record) {
        try {
            if (in.readNBytes(record, 0, record.length) < record.length) {
                throw new EOFException();
            }
            recordsRead++;
        } catch (IOException e) {
            throw failure("only " + recordsRead + " of the " + records + " records that it announces are whole", e);
        }
    }

    /** Makes sure that the file ends after the last record. */
    void finish() {
        try {
            if (in.read() >= 0 || (gzip != null && gzip.hasTrailingBytes())) {
                throw UserException.data(
                        "read raw data",
                        file.setting(),
                        file.location(),
                        "bytes follow the " + records + " records that it announces",
                        "Fetch the file again");
            }
            atEnd = true;
        } catch (IOException e) {
            throw failure("its end, after all " + records + " records, is not whole", e);
        }
    }

    /** sha256 over the unpacked file, in hexadecimal digits. */
    String contentHash() {
        if (!atEnd) {
            throw new IllegalStateException(file.location() + " has not been read to its end");
        }
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("sha256 cannot be copied", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        } else if (raw != null) {
            raw.close();
        }
    }

    private void openStream() throws IOException {
        raw = new BufferedInputStream(file.open(), BUFFER_BYTES);
        raw.mark(2);
        int first = raw.read();
        int second = raw.read();
        raw.reset();
        if (first < 0) {
            throw noSuchFormat("it is empty");
        }
        InputStream unpacked = raw;
        if ((first << 8 | second) == GZIP_MAGIC) {
            gzip = new GzipStream(raw);
            unpacked = gzip;
        }
        in = new BufferedInputStream(new DigestInputStream(unpacked, digest), BUFFER_BYTES);
    }

    private void readHeader(int rank) throws IOException {
        int expected = UNSIGNED_BYTE << 8 | rank;
        int magic = readInt();
        if (magic != expected) {
            throw noSuchFormat(
                    String.format("its magic number is 0x%08x, expected 0x%08x (%s)", magic, expected, kind(rank)));
        }
        dimensions = new int[rank];
        long recordBytes = 1;
        for (int i = 0; i < rank; i++) {
            dimensions[i] = readInt();
            if (dimensions[i] < 0 || (i > 0 && dimensions[i] == 0)) {
                throw noSuchFormat("its dimension " + i + " is " + Integer.toUnsignedString(dimensions[i]));
            }
            recordBytes = i == 0 ? 1 : recordBytes * dimensions[i];
            if (recordBytes > MAX_RECORD_BYTES) {
                throw noSuchFormat(
                        "it announces records of at least " + recordBytes + " values, more than " + MAX_RECORD_BYTES);
            }
        }
        records = dimensions[0];
        if (records == 0) {
            throw noSuchFormat("it holds no records");
        }
    }

    private int readInt() throws IOException {
        byte[] bytes = in.readNBytes(Integer.BYTES);
        if (bytes.length < Integer.BYTES) {
            throw new EOFException();
        }
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }

    /** Tells a damaged file, which fails each time, from a failing file system, which is worth another try. */
    private RuntimeException failure(String found, IOException cause) {
        String damage;
        if (cause instanceof EOFException) {
            damage = gzip == null ? "it is cut short" : "its gzip stream is cut short";
        } else if (cause instanceof ZipException) {
            damage = "its gzip stream is damaged (" + cause.getMessage() + ")";
        } else {
            return new UncheckedIOException("reading " + file.location() + " failed", cause);
        }
        return UserException.data(
                        "read raw data", file.setting(), file.location(), damage + ": " + found, "Fetch the file again")
                .causedBy(cause);
    }

    private UserException noSuchFormat(String reason) {
        return UserException.data(
                "read raw data",
                file.setting(),
                file.location(),
                reason,
                "Point the setting at an IDX file, gzip or not, or fetch the file again");
    }

    private static String kind(int rank) {
        return rank == 1 ? "labels" : "images";
    }

    private static int headerBytes(int rank) {
        return Integer.BYTES * (1 + rank);
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has sha256", e);
        }
    }
}
