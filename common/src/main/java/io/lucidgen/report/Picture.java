package io.lucidgen.report;

/**
 * A picture in memory: 8-bit pixels, row-major, channels interleaved {@code [height, width, channels]}.
 *
 * <p>The array returned by {@link #pixels()} is the picture itself, not a copy: pictures are passed around by the
 * thousand and nobody in this package writes into one after it was built.
 */
public sealed interface Picture permits GrayImage, RgbImage {

    /** Width in pixels, at least 1. */
    int width();

    /** Height in pixels, at least 1. */
    int height();

    /** 1 for grey, 3 for red, green, blue. */
    int channels();

    /** {@code height * width * channels} bytes, each read as 0..255. */
    byte[] pixels();

    /**
     * Throws unless the bytes fill a picture of that size exactly.
     *
     * @throws IllegalArgumentException if they do not
     */
    static void check(int width, int height, int channels, byte[] pixels) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture needs at least one pixel, not " + width + " x " + height);
        }
        long expected = (long) width * height * channels;
        if (pixels.length != expected) {
            throw new IllegalArgumentException("a picture of " + width + " x " + height + " with " + channels
                    + " channels needs " + expected + " bytes, not " + pixels.length);
        }
    }
}
