package io.lucidgen.network;

import java.util.Arrays;

/**
 * The patches of an image that a window sees, written side by side as the rows of a matrix, and back.
 *
 * <p>An image is {@code [height, width, channels]}; a row holds {@code [size, size, channels]}. With channels last, a
 * line of a patch is one piece of memory. What lies in the padding is zero.
 *
 * @param height pixels of the image
 * @param width pixels of the image
 * @param channels values of a pixel
 */
record Patches(int height, int width, int channels, Window window) {

    int rows() {
        return window.positions(height) * window.positions(width);
    }

    int columns() {
        return window.area() * channels;
    }

    int pixels() {
        return height * width * channels;
    }

    /** Fills {@code patches [rows, columns]} from an image. */
    void unfold(float[] image, float[] patches) {
        int line = window.size() * channels;
        walk((patch, pixel, left, count) -> {
            if (count == 0) {
                Arrays.fill(patches, patch, patch + line, 0);
                return;
            }
            Arrays.fill(patches, patch, patch + left, 0);
            System.arraycopy(image, pixel, patches, patch + left, count);
            Arrays.fill(patches, patch + left + count, patch + line, 0);
        });
    }

    /** Makes an image the sum of what all patches have at each pixel: the transpose of {@link #unfold}. */
    void fold(float[] patches, float[] image) {
        Arrays.fill(image, 0);
        walk((patch, pixel, left, count) -> {
            for (int i = 0; i < count; i++) {
                image[pixel + i] += patches[patch + left + i];
            }
        });
    }

    /** One line of a patch: where it begins, the first pixel inside the image, what lies left of it, and how many. */
    private interface Line {
        void visit(int patch, int pixel, int left, int count);
    }

    private void walk(Line line) {
        int size = window.size();
        int patch = 0;
        for (int y = 0; y < window.positions(height); y++) {
            for (int x = 0; x < window.positions(width); x++) {
                int firstColumn = x * window.stride() - window.padding();
                int from = Math.max(0, firstColumn);
                int to = Math.min(width, firstColumn + size);
                int left = (from - firstColumn) * channels;
                int count = Math.max(0, to - from) * channels;
                for (int k = 0; k < size; k++) {
                    int row = y * window.stride() - window.padding() + k;
                    boolean inside = row >= 0 && row < height && count > 0;
                    line.visit(patch, inside ? (row * width + from) * channels : 0, left, inside ? count : 0);
                    patch += size * channels;
                }
            }
        }
    }
}
