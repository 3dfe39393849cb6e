package io.lucidgen.report;

import java.util.Arrays;

/** A grey picture: one byte a pixel {@code [height, width]}, 0 black, 255 white. */
public record GrayImage(int width, int height, byte[] pixels) implements Picture {

    public GrayImage {
        Picture.check(width, height, 1, pixels);
    }

    /**
     * Grey levels from numbers: {@code low} becomes black, {@code high} white, what lies outside is clamped and what is
     * not a number is black.
     *
     * @throws IllegalArgumentException if there are not {@code width * height} values or {@code high <= low}
     */
    public static GrayImage ofRange(float[] values, int width, int height, double low, double high) {
        if (!(high > low)) {
            throw new IllegalArgumentException("white " + high + " must lie above black " + low);
        }
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = (byte) level((values[i] - low) / (high - low));
        }
        return new GrayImage(width, height, pixels);
    }

    /** The byte for a share of white, 0..1. */
    static int level(double share) {
        return (int) Math.floor(Math.min(1, Math.max(0, share)) * 255 + 0.5);
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GrayImage that
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
        return "GrayImage[" + width + " x " + height + "]";
    }
}
