package io.lucidgen.report;

/**
 * Colours for numbers, built in OKLab (B. Ottosson, 2020), where equal steps look equally large: a value twice as
 * strong looks twice as far from the neutral colour, on both sides of zero.
 */
public enum Palette {
    /** Positions -1..1: blue, near-white at 0, red. Both ends are equally dark, and they differ for colour-blind readers. */
    DIVERGING {
        @Override
        int[] rgb(double position) {
            double t = Math.min(1, Math.abs(position));
            double hue = Math.toRadians(position < 0 ? 255 : 32);
            return OkLab.toSrgb(0.97 - 0.53 * t, chroma(t, 0.155), hue);
        }
    },
    /** Positions 0..1: near-white to dark violet. */
    SEQUENTIAL {
        @Override
        int[] rgb(double position) {
            double t = Math.min(1, Math.max(0, position));
            return OkLab.toSrgb(0.97 - 0.67 * t, chroma(t, 0.17), Math.toRadians(305 - 20 * (1 - t)));
        }
    };

    /** Red, green, blue, each 0..255; positions outside the palette take the colour of its nearest end. */
    abstract int[] rgb(double position);

    /** The same colour as {@code #rrggbb}. */
    String hex(double position) {
        int[] rgb = rgb(position);
        return String.format("#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
    }

    /** Zero at the neutral end, so that it is free of any hue there, and rising fast enough to show weak values. */
    private static double chroma(double t, double full) {
        return full * Math.sin(Math.min(1, t * 1.25) * Math.PI / 2);
    }
}
