package io.lucidgen.report;

import java.util.Arrays;
import java.util.List;

/**
 * Which number gets which colour: a palette and the number at its strong end. A diverging scale is symmetric around
 * zero, from {@code -limit} to {@code limit}; a sequential one goes from 0 to {@code limit}.
 *
 * @param limit the strongest number that still has an own colour, above 0
 * @param clipped whether some numbers that it was made for lie beyond the limit
 */
public record ColourScale(Palette palette, double limit, boolean clipped) {

    public ColourScale {
        if (!(limit > 0) || Double.isInfinite(limit)) {
            throw new IllegalArgumentException("the limit of a colour scale must be finite and above 0, not " + limit);
        }
    }

    /** Symmetric around zero for these maps together; see {@link #limitOf}. */
    public static ColourScale diverging(List<float[]> maps, double quantile) {
        return of(Palette.DIVERGING, maps, quantile);
    }

    /** From zero for these maps of unsigned numbers together; see {@link #limitOf}. */
    public static ColourScale sequential(List<float[]> maps, double quantile) {
        return of(Palette.SEQUENTIAL, maps, quantile);
    }

    /** Red, green, blue of a finite number, each 0..255. */
    public int[] rgb(double value) {
        return palette.rgb(value / limit);
    }

    /** The smallest number of the scale. */
    public double low() {
        return palette == Palette.DIVERGING ? -limit : 0;
    }

    private static ColourScale of(Palette palette, List<float[]> maps, double quantile) {
        double[] strengths = strengths(maps);
        double limit = limitOf(strengths, quantile);
        boolean clipped = strengths.length > 0 && strengths[strengths.length - 1] > limit;
        return new ColourScale(palette, limit, clipped);
    }

    /** The absolute finite values in ascending order. */
    private static double[] strengths(List<float[]> maps) {
        double[] all = new double[maps.stream().mapToInt(map -> map.length).sum()];
        int count = 0;
        for (float[] map : maps) {
            for (float value : map) {
                if (Float.isFinite(value)) {
                    all[count++] = Math.abs(value);
                }
            }
        }
        double[] finite = Arrays.copyOf(all, count);
        Arrays.sort(finite);
        return finite;
    }

    /** The quantile, or the maximum where most values are zero, or 1 where all are. */
    private static double limitOf(double[] ascending, double quantile) {
        if (ascending.length == 0) {
            return 1;
        }
        double chosen = ascending[(int) Math.ceil(quantile * (ascending.length - 1))];
        double limit = chosen > 0 ? chosen : ascending[ascending.length - 1];
        return limit > 0 ? limit : 1;
    }
}
