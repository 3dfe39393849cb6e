package io.lucidgen.data;

import java.io.Serializable;
import java.util.List;

/** The axes of one sample, slowest first: its features are the row-major values over these axes. */
public record SampleShape(List<Axis> axes) implements Serializable {
    public SampleShape {
        axes = List.copyOf(axes);
        if (axes.isEmpty()) {
            throw new IllegalArgumentException("a sample shape needs at least one axis");
        }
        long features = 1;
        for (Axis axis : axes) {
            features *= axis.size();
            if (features > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a sample of the axes " + axes + " has more than 2^31 features");
            }
        }
    }

    /** The shape {@code [channels, height, width]} of an image. */
    public static SampleShape image(int channels, int height, int width) {
        return new SampleShape(List.of(
                new Axis("channel", channels, "channel"),
                new Axis("row", height, "pixel"),
                new Axis("column", width, "pixel")));
    }

    /** The number of values of one sample, the product of the axes' sizes. */
    public int features() {
        int features = 1;
        for (Axis axis : axes) {
            features *= axis.size();
        }
        return features;
    }
}
