package io.lucidgen.data;

import java.io.Serializable;

/**
 * The affine map between raw feature values and the range that a model works in: {@code raw * scale + offset}.
 *
 * @param scale not 0
 */
public record Normalizer(double scale, double offset) implements Serializable {
    private static final int MAX_UINT8 = 255;

    public Normalizer {
        if (!Double.isFinite(scale) || scale == 0 || !Double.isFinite(offset)) {
            throw new IllegalArgumentException("a normalizer cannot have scale " + scale + " and offset " + offset);
        }
    }

    /** Maps {@code [min, max]} to {@code [-1, 1]}. */
    public static Normalizer symmetric(double min, double max) {
        double scale = 2 / width(min, max);
        return new Normalizer(scale, -1 - min * scale);
    }

    /** Maps {@code [min, max]} to {@code [0, 1]}. */
    public static Normalizer unit(double min, double max) {
        double scale = 1 / width(min, max);
        return new Normalizer(scale, -min * scale);
    }

    /** The value in the model's range of a raw value. */
    public float apply(double raw) {
        return (float) (raw * scale + offset);
    }

    /** Normalises {@code count} unsigned bytes from {@code packed[from]} on into {@code out[to]} and after. */
    public void apply(byte[] packed, int from, float[] out, int to, int count) {
        for (int i = 0; i < count; i++) {
            out[to + i] = (float) ((packed[from + i] & 0xff) * scale + offset);
        }
    }

    /** Normalises {@code count} values of a type, the first at byte {@code from}, into {@code out[to]} and after. */
    public void apply(FeatureType type, byte[] packed, int from, float[] out, int to, int count) {
        if (type == FeatureType.UINT8) {
            apply(packed, from, out, to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            out[to + i] = apply(type.valueAt(packed, from + i * type.bytes()));
        }
    }

    /** The raw value of a value in the model's range. */
    public double invert(double value) {
        return (value - offset) / scale;
    }

    /** The raw value as an unsigned byte: rounded half up, held within 0 and 255; 0 for what is not a number. */
    public byte toByte(float value) {
        return (byte) Math.max(0, Math.min(MAX_UINT8, Math.round(invert(value))));
    }

    private static double width(double min, double max) {
        if (!(max > min)) {
            throw new IllegalArgumentException("no range to normalise: min " + min + ", max " + max);
        }
        return max - min;
    }
}
