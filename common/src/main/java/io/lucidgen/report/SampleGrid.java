package io.lucidgen.report;

import java.util.Arrays;
import java.util.List;

/**
 * Many samples of one size in one picture: rows and columns with thin separators, each pixel enlarged to a square of
 * {@code scale} pixels without smoothing, so that what is seen is what the model drew.
 */
public record SampleGrid(int rows, int columns, int scale, int separator) {
    /** Between black and white, so that it shows beside both. */
    private static final byte SEPARATOR_LEVEL = (byte) 128;

    public SampleGrid {
        if (rows < 1 || columns < 1 || scale < 1 || separator < 0) {
            throw new IllegalArgumentException("a grid needs rows, columns and a scale of at least 1, not " + rows
                    + ", " + columns + ", " + scale + ", and a separator of at least 0, not " + separator);
        }
    }

    /**
     * Draws the pictures row by row; places without a picture stay in the colour of the separators, and pictures
     * beyond the last place are left out.
     *
     * @throws IllegalArgumentException if there is no picture, or they differ in size or channels
     */
    public Picture draw(List<? extends Picture> pictures) {
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("a grid of no pictures has no size");
        }
        Picture first = pictures.get(0);
        int channels = first.channels();
        int width = extent(columns, first.width());
        int height = extent(rows, first.height());
        byte[] pixels = new byte[width * height * channels];
        Arrays.fill(pixels, SEPARATOR_LEVEL);
        for (int i = 0; i < Math.min(pictures.size(), rows * columns); i++) {
            Picture picture = pictures.get(i);
            if (picture.width() != first.width()
                    || picture.height() != first.height()
                    || picture.channels() != channels) {
                throw new IllegalArgumentException("picture " + i + " is a " + picture + ", the first a " + first);
            }
            int left = separator + i % columns * (first.width() * scale + separator);
            int top = separator + i / columns * (first.height() * scale + separator);
            place(picture, pixels, width, left, top);
        }
        return channels == 1 ? new GrayImage(width, height, pixels) : new RgbImage(width, height, pixels);
    }

    private int extent(int count, int size) {
        return Math.toIntExact((long) count * ((long) size * scale + separator) + separator);
    }

    private void place(Picture picture, byte[] pixels, int width, int left, int top) {
        int channels = picture.channels();
        for (int y = 0; y < picture.height() * scale; y++) {
            for (int x = 0; x < picture.width() * scale; x++) {
                int from = (y / scale * picture.width() + x / scale) * channels;
                int to = ((top + y) * width + left + x) * channels;
                System.arraycopy(picture.pixels(), from, pixels, to, channels);
            }
        }
    }
}
