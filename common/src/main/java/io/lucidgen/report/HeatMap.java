package io.lucidgen.report;

/** A map of numbers as a picture of colours, one pixel a number. */
public final class HeatMap {
    /** Black and yellow, in no palette of ours: a number that is none must not pass for a weak one. */
    private static final int[][] NOT_A_NUMBER = {{255, 212, 0}, {20, 20, 20}};

    private HeatMap() {}

    /**
     * Draws {@code values [height, width]}; infinite ones take the colour of the scale's end, and those that are not a
     * number become a black and yellow checkerboard.
     *
     * @throws IllegalArgumentException if there are not {@code width * height} values
     */
    public static RgbImage draw(float[] values, int width, int height, ColourScale scale) {
        byte[] pixels = new byte[values.length * 3];
        for (int i = 0; i < values.length; i++) {
            int[] rgb = Float.isNaN(values[i]) ? NOT_A_NUMBER[(i % width + i / width) % 2] : scale.rgb(values[i]);
            for (int channel = 0; channel < 3; channel++) {
                pixels[i * 3 + channel] = (byte) rgb[channel];
            }
        }
        return new RgbImage(width, height, pixels);
    }

    /** How many of the values are not a number. */
    public static int countNotANumber(float[] values) {
        int count = 0;
        for (float value : values) {
            count += Float.isNaN(value) ? 1 : 0;
        }
        return count;
    }
}
