package io.lucidgen.evaluation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Features of several samples, row-major {@code [rows, columns]}.
 *
 * @param columns features of one sample, at least 1
 * @param values {@code rows * columns} values
 */
public record FeatureRows(int columns, float[] values) implements Serializable {
    public FeatureRows {
        if (columns < 1 || values.length % columns != 0) {
            throw new IllegalArgumentException(
                    values.length + " values are not whole rows of " + columns + " features");
        }
    }

    /** The rows of several parts, one after another. */
    public static FeatureRows concatenated(int columns, List<FeatureRows> parts) {
        int length = 0;
        for (FeatureRows part : parts) {
            if (part.columns != columns) {
                throw new IllegalArgumentException("rows of " + part.columns + " and of " + columns + " features");
            }
            length = Math.addExact(length, part.values.length);
        }
        float[] values = new float[length];
        int at = 0;
        for (FeatureRows part : parts) {
            System.arraycopy(part.values, 0, values, at, part.values.length);
            at += part.values.length;
        }
        return new FeatureRows(columns, values);
    }

    public int rows() {
        return values.length / columns;
    }

    /** The rows {@code from} to {@code to} - 1. */
    public FeatureRows slice(int from, int to) {
        return new FeatureRows(columns, Arrays.copyOfRange(values, from * columns, to * columns));
    }

    /** The rows that are named, in this order; one may be named several times. */
    public FeatureRows pick(int[] rows) {
        float[] picked = new float[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * columns, picked, i * columns, columns);
        }
        return new FeatureRows(columns, picked);
    }

    /** The rows {@code from} to {@code to} - 1 in double. */
    double[] toDoubles(int from, int to) {
        double[] doubles = new double[(to - from) * columns];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[from * columns + i];
        }
        return doubles;
    }
}
