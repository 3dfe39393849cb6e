package io.lucidgen.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Small IDX files for tests; the pictures are made up, but each can be told from the others. */
public final class IdxFiles {
    public static final int IMAGE_MAGIC = 0x803;
    public static final int LABEL_MAGIC = 0x801;
    public static final List<String> NAMES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    private IdxFiles() {}

    /** An image file {@code [count, height, width]} of {@link #pixel} values. */
    public static byte[] images(int count, int height, int width) {
        byte[] pixels = new byte[count * height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixel(i / (height * width), i % (height * width));
        }
        return file(IMAGE_MAGIC, pixels, count, height, width);
    }

    /** The value of one pixel of one image of {@link #images}. */
    public static byte pixel(int image, int feature) {
        return (byte) (image * 7 + feature * 31);
    }

    /** A label file in which image n has label n mod 10. */
    public static byte[] labels(int count) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        return labels(labels);
    }

    /** A label file. */
    public static byte[] labels(byte[] labels) {
        return file(LABEL_MAGIC, labels, labels.length);
    }

    /** A file with any header, consistent or not. */
    public static byte[] file(int magic, byte[] values, int... dimensions) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * (1 + dimensions.length) + values.length);
        buffer.putInt(magic);
        Arrays.stream(dimensions).forEach(buffer::putInt);
        return buffer.put(values).array();
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    public static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** Writes the four files of a dataset of small images into a folder, under {@link #NAMES}, not packed. */
    public static void write(Path folder, int train, int test, int height, int width) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(NAMES.get(0)), images(train, height, width));
        Files.write(folder.resolve(NAMES.get(1)), labels(train));
        Files.write(folder.resolve(NAMES.get(2)), images(test, height, width));
        Files.write(folder.resolve(NAMES.get(3)), labels(test));
    }
}
