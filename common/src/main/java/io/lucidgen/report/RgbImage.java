package io.lucidgen.report;

import java.util.Arrays;

/** A colour picture: three bytes a pixel {@code [height, width, 3]}, in sRGB. */
public record RgbImage(int width, int height, byte[] pixels) implements Picture {

    public RgbImage {
        Picture.check(width, height, 3, pixels);
    }

    /**
     * Colours from numbers in planes {@code [3, height, width]}, the order of a model's samples; {@code low} becomes 0
     * and {@code high} 255.
     *
     * @throws IllegalArgumentException if there are not {@code 3 * width * height} values or {@code high <= low}
     */
    public static RgbImage ofPlanes(float[] values, int width, int height, double low, double high) {
        if (!(high > low)) {
            throw new IllegalArgumentException("full light " + high + " must lie above none " + low);
        }
        int area = width * height;
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i % area * 3 + i / area] = (byte) GrayImage.level((values[i] - low) / (high - low));
        }
        return new RgbImage(width, height, pixels);
    }

    @Override
    public int channels() {
        return 3;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RgbImage that
                && width == that.width
                && height == that.height
                && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "RgbImage[" + width + " x " + height + "]";
    }
}
