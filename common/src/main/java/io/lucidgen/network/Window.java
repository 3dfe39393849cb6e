package io.lucidgen.network;

import java.io.Serializable;

/**
 * The square that a convolution looks through, and how it moves over an image.
 *
 * @param size pixels of a side, at least 1
 * @param stride pixels from one position to the next, at least 1
 * @param padding zeros around the image, at least 0 and below {@code size}
 */
public record Window(int size, int stride, int padding) implements Serializable {

    public Window {
        if (size < 1 || stride < 1 || padding < 0 || padding >= size) {
            throw new IllegalArgumentException(
                    "There is no window of size %d, stride %d and padding %d".formatted(size, stride, padding));
        }
    }

    /** How many positions there are along a side of an image; pixels beyond the last one are left over. */
    int positions(int pixels) {
        int free = pixels + 2 * padding - size;
        if (free < 0) {
            throw new IllegalArgumentException(
                    "A window of %d does not fit into %d pixels with padding %d".formatted(size, pixels, padding));
        }
        return free / stride + 1;
    }

    /** How many pixels that many positions cover: the side of the image that a transposed convolution gives. */
    int pixels(int positions) {
        int pixels = (positions - 1) * stride - 2 * padding + size;
        if (pixels < 1) {
            throw new IllegalArgumentException(
                    "%d positions of a window of %d with padding %d cover nothing".formatted(positions, size, padding));
        }
        return pixels;
    }

    int area() {
        return size * size;
    }
}
