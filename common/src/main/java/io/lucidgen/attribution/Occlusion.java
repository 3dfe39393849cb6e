package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.FeatureGrid;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * How much the target falls when a window of the sample shows the baseline (Zeiler and Fergus 2014).
 *
 * <p>A window hides all channels. A feature under several windows gets their mean; windows at the far edges are cut off.
 *
 * @param grid how the features of a sample lie
 * @param window side of a window, in features; along both of the grid's axes where it has two
 * @param stride features between the starts of two windows, at most {@code window}
 */
public record Occlusion(FeatureGrid grid, int window, int stride) implements AttributionMethod {

    public Occlusion {
        if (window < 1 || stride < 1 || stride > window) {
            throw new IllegalArgumentException(
                    "Windows of %d every %d features leave gaps or are empty".formatted(window, stride));
        }
    }

    @Override
    public String name() {
        return ExplanationConfig.OCCLUSION;
    }

    @Override
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("window", String.valueOf(window));
        parameters.put("stride", String.valueOf(stride));
        return parameters;
    }

    private int windows() {
        return along(grid.height()) * along(grid.width());
    }

    @Override
    public boolean claimsCompleteness() {
        return false;
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        double[] x = sample.x();
        double[] baseline = sample.baseline();
        int windows = windows();
        // The last row is the whole sample: it goes through the same batches as the hidden ones.
        double[] values = function.values(windows + 1, (row, into, at) -> {
            System.arraycopy(x, 0, into, at, x.length);
            if (row < windows) {
                forEach(row, feature -> into[at + feature] = baseline[feature]);
            }
        });
        double[] attribution = new double[x.length];
        int[] count = new int[x.length];
        for (int i = 0; i < windows; i++) {
            double fall = values[windows] - values[i];
            forEach(i, feature -> {
                attribution[feature] += fall;
                count[feature]++;
            });
        }
        for (int i = 0; i < x.length; i++) {
            attribution[i] /= count[i];
        }
        return new Attribution(attribution, windows);
    }

    private void forEach(int index, IntConsumer feature) {
        int columns = along(grid.width());
        grid.forEach(index / columns * stride, index % columns * stride, window, feature);
    }

    private int along(int size) {
        return size <= window ? 1 : (size - window + stride - 1) / stride + 1;
    }
}
